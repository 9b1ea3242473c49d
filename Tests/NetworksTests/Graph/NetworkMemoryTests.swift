import Networks
import Tensors
import TestSupport
import Testing

/// The memory of a plan, computed before the plan is made.
@Suite struct NetworkMemoryTests {
  private func expectBound(
    _ network: Network, rows: Int, team: Int, needsGradients: Bool, _ seed: Int
  ) throws {
    let told = NetworkMemory(
      of: network, maximumRows: rows, maximumTeam: team, needsGradients: needsGradients)
    let plan = NetworkPlan(
      network, table: ParameterTable([network]), maximumRows: rows, maximumTeam: team,
      needsGradients: needsGradients, needsInputGradient: needsGradients)
    #expect(plan.memoryCount <= told.perWorker, "seed \(seed), \(rows) rows, \(network.nodes)")
    #expect(plan.preparedCount <= told.shared, "seed \(seed), \(rows) rows, \(network.nodes)")
    // A bound far above the actual memory would refuse networks that fit.
    #expect(
      told.perWorker <= 4 * plan.memoryCount + 70_000,
      "seed \(seed), \(rows) rows, \(network.nodes)")
  }

  @Test("it bounds the memory of every layer", arguments: 0..<60)
  func anyLayer(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let network =
      switch seed % 3 {
      case 0: try RandomNetworks.dense(&random)
      case 1: try RandomNetworks.convolution(&random)
      default: try RandomNetworks.transposedConvolution(&random)
      }
    let (rows, team) = (random.integer(1...40), random.integer(1...4))
    for needsGradients in [false, true] {
      try expectBound(network, rows: rows, team: team, needsGradients: needsGradients, seed)
    }
  }

  @Test("values with several readers take more memory with gradients, and no more without")
  func branches() throws {
    let nodes = [
      Node(name: "a", layer: Dense(50), inputs: [0]),
      Node(name: "b", layer: Dense(50), inputs: [1]),
      Node(name: "c", layer: Sum(), inputs: [1, 2]),
      Node(name: "d", layer: Concatenation(), inputs: [1, 3]),
    ]
    let network = try Network(inputShape: [30], nodes: nodes)
    for rows in [1, 8] {
      for needsGradients in [false, true] {
        try expectBound(network, rows: rows, team: 1, needsGradients: needsGradients, rows)
      }
    }
  }

  @Test("the tables of a stride with many phases are counted")
  func phases() throws {
    let shape = [512, 512, 8]
    let layer = Convolution(1, kernel: 1, stride: 512)
    let network = try Network(inputShape: shape, name: "net", layers: [layer])
    let told = NetworkMemory(of: network, maximumRows: 1, needsGradients: false)
    #expect(told.shared >= 512 * 512 * 64)
  }

  @Test("without gradients a pass is bit-identical in half the memory", arguments: 0..<6)
  func forwardOnly(seed: Int) throws {
    let layers: [any Layer] = [
      Convolution(9, kernel: 3, stride: 2, padding: 1), Activation(.softplus), Flatten(), Dense(40),
      Activation(.rectifier), Reshape(height: 2, width: 2, channels: 10),
      TransposedConvolution(3, kernel: 4, stride: 2, padding: 1),
    ]
    let network = try Network(inputShape: [12, 12, 3], name: "net", layers: layers)
    var random = CounterRandom(testCase: seed)
    let rows = random.integer(1...5)
    let samples = (0..<rows).map { _ in random.floats(12 * 12 * 3) }
    let parameters = ParameterTable([network]).initialValues(seed: UInt64(seed))
    let full = NetworkRun(network, parameters: parameters, maximumRows: rows)
    let lean = NetworkRun(
      network, parameters: parameters, maximumRows: rows, needsGradients: false)
    #expect(lean.forward(samples) == full.forward(samples), "seed \(seed)")
    #expect(lean.memoryCount < full.memoryCount * 3 / 4, "seed \(seed)")
  }

  @Test("a dense layer has up to 2^30 weights")
  func weights() throws {
    #expect(try Dense(1 << 15).outputShape([[1 << 15]]) == [1 << 15])
    let error = #expect(throws: NetworkError.self) {
      try Dense(1 << 15 + 1).outputShape([[1 << 15]])
    }
    #expect(error?.description.contains("1073741824 weights") == true)
  }
}
