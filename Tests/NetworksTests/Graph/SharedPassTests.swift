import Networks
import Tensors
import TestSupport
import Testing

/// A forward pass shared by workers is bit-identical to that of a single worker.
@Suite struct SharedPassTests {
  enum Kind: CaseIterable {
    case dense, convolution, transposedConvolution

    func network(_ random: inout CounterRandom) throws -> Network {
      switch self {
      case .dense: try RandomNetworks.dense(&random)
      case .convolution: try RandomNetworks.convolution(&random)
      case .transposedConvolution: try RandomNetworks.transposedConvolution(&random)
      }
    }
  }

  @Test(arguments: Kind.allCases, 0..<40) func anyLayer(kind: Kind, seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let network = try kind.network(&random)
    let rows = random.integer(1...3)
    try expectSameBits(network, rows: rows, workers: random.integer(2...5), &random)
  }

  @Test(arguments: 0..<10) func manyLayers(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let layers: [any Layer] = [
      Dense(300), Activation(.rectifier), Dense(256), Reshape(height: 4, width: 4, channels: 16),
      TransposedConvolution(12, kernel: 4, stride: 2, padding: 1), Activation(.leakyRectifier),
      Convolution(9, kernel: 3, padding: 1), Activation(.softplus),
      TransposedConvolution(1, kernel: 5, stride: 4), Activation(.sigmoid),
    ]
    let network = try Network(inputShape: [10], name: "net", layers: layers)
    try expectSameBits(network, rows: 1, workers: random.integer(2...9), &random)
  }

  private func expectSameBits(
    _ network: Network, rows: Int, workers: Int, _ random: inout CounterRandom
  ) throws {
    let samples = (0..<rows).map { _ in random.floats(network.inputShape.reduce(1, *)) }
    let parameters = ParameterTable([network]).initialValues(seed: 1)
    let alone = NetworkRun(network, parameters: parameters, maximumRows: rows)
    let shared = NetworkRun(
      network, parameters: parameters, maximumRows: rows, team: WorkerTeam(count: workers))
    #expect(
      shared.forward(samples) == alone.forward(samples), "\(workers) workers, \(network.nodes)")
  }

  @Test(arguments: 1...6, [1, 8, 128]) func sharesAreAPartition(parts: Int, grain: Int) {
    for count in 0...300 {
      let shares = (0..<parts).map { WorkShare(part: $0, of: parts).range(in: count, grain: grain) }
      #expect(shares.flatMap(Array.init) == Array(0..<count))
      #expect(shares.allSatisfy { $0.isEmpty || $0.lowerBound % grain == 0 })
    }
  }
}
