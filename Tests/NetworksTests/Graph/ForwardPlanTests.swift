import Networks
import Tensors
import TestSupport
import Testing

/// Plans without gradients: values that reuse memory, operators that only run forward, shared parameters.
@Suite struct ForwardPlanTests {
  /// Layers that read values at any distance, one another's and their own twice.
  private func branching(_ random: inout CounterRandom) throws -> Network {
    var nodes: [Node] = []
    for index in 0..<random.integer(4...24) {
      let draw = { (random: inout CounterRandom) in
        // Mostly the last value, sometimes one far back.
        random.integer(0...2) > 0 ? index : random.integer(0...index)
      }
      let layer: any Layer =
        switch random.integer(0...3) {
        case 0: Sum()
        case 1: Activation(.tangent)
        case 2: Activation(.rectifier)
        default: Dense(6)
        }
      let count = layer is Sum ? random.integer(2...4) : 1
      nodes.append(
        Node(name: "n\(index)", layer: layer, inputs: (0..<count).map { _ in draw(&random) }))
    }
    return try Network(inputShape: [6], nodes: nodes)
  }

  @Test("values that reuse memory are unchanged", arguments: 0..<200)
  func reusedMemory(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let network = try branching(&random)
    let rows = random.integer(1...5)
    let samples = (0..<rows).map { _ in random.floats(6) }
    let parameters = ParameterTable([network]).initialValues(seed: UInt64(seed))
    let apart = NetworkRun(network, parameters: parameters, maximumRows: rows)
    let reusing = NetworkRun(
      network, parameters: parameters, maximumRows: rows, needsGradients: false)
    let expected = apart.forward(samples)
    #expect(reusing.forward(samples) == expected, "seed \(seed)")
    #expect(reusing.forward(samples) == expected, "seed \(seed), again")
    #expect(2 * reusing.memoryCount <= apart.memoryCount + 256, "seed \(seed)")
  }

  @Test("a sequence takes the memory of its two largest consecutive values, however long it is")
  func sequence() throws {
    func memory(_ depth: Int) throws -> Int {
      let layers: [any Layer] = (0..<depth).flatMap { _ -> [any Layer] in
        [Dense(400), Activation(.tangent)]
      }
      let network = try Network(inputShape: [400], name: "net", layers: layers)
      return NetworkRun(
        network, parameters: ParameterTable([network]).initialValues(seed: 1), maximumRows: 4,
        needsGradients: false
      ).memoryCount
    }
    #expect(try memory(20) == memory(2))
  }

  /// An imported operator without a gradient.
  private struct Floor: Layer {
    static let kind = "floor"

    func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] { inputs[0] }

    func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
      FloorKernel(count: inputShapes[0].reduce(1, *))
    }
  }

  private struct FloorKernel: LayerKernel {
    let count: Int

    func forward(_ pass: LayerPass) {
      for index in 0..<pass.rows * count { pass.output[index] = pass.input()[index].rounded(.down) }
    }
  }

  @Test("an operator without gradients runs forward")
  func forwardOnlyOperator() throws {
    let network = try Network(inputShape: [3], name: "net", layers: [Floor()])
    let run = NetworkRun(network, parameters: [], maximumRows: 2, needsGradients: false)
    #expect(run.forward([[1.5, -0.5, 2], [0, 0.9, -3.1]]) == [[1, -1, 2], [0, 0, -4]])
  }

  @Test("nodes with shared parameters compute the same as nodes with copies of them")
  func sharedParameters() throws {
    func network(isShared: Bool) throws -> Network {
      try Network(
        inputShape: [5],
        nodes: [
          Node(name: "first", layer: Dense(5), inputs: [0]),
          Node(name: "bend", layer: Activation(.tangent), inputs: [1]),
          Node(
            name: "again", layer: Dense(5), inputs: [2], sharing: isShared ? "first" : nil),
        ])
    }
    let (shared, copied) = (try network(isShared: true), try network(isShared: false))
    let table = ParameterTable([shared])
    #expect(table.entries.map(\.name) == ["first.weight", "first.bias"])
    let values = table.initialValues(seed: 3)
    var random = CounterRandom(testCase: 3)
    let samples = [random.floats(5), random.floats(5)]
    let run = NetworkRun(shared, parameters: values, maximumRows: 2, needsGradients: false)
    let other = NetworkRun(
      copied, parameters: values + values, maximumRows: 2, needsGradients: false)
    #expect(run.forward(samples) == other.forward(samples))
  }

  @Test(
    "a node can share only earlier parameters of the same shapes",
    arguments: ["nobody", "bend", "wide", "last"])
  func impossibleSharing(name: String) throws {
    let error = #expect(throws: NetworkError.self) {
      try Network(
        inputShape: [5],
        nodes: [
          Node(name: "wide", layer: Dense(7), inputs: [0]),
          Node(name: "bend", layer: Activation(.tangent), inputs: [1]),
          Node(name: "shared", layer: Dense(7), inputs: [2], sharing: name),
          Node(name: "last", layer: Dense(7), inputs: [2]),
        ])
    }
    #expect(error?.description.contains("parameters of an earlier node, found \(name)") == true)
  }
}
