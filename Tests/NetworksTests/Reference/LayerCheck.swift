import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// Everything that is asked of a layer: values and gradients as in the reference, the same bits from several workers, memory
/// within its bound, and the same layer after a round trip through JSON.
enum LayerCheck {
  /// Checks a layer on one value.
  static func run(
    _ layers: any Layer..., on shape: [Int], _ random: inout CounterRandom
  ) throws {
    try run(Network(inputShape: shape, name: "net", layers: layers), &random)
  }

  /// Checks a layer on two values, of which the second one is learnt.
  static func run(
    _ layer: any Layer, on first: [Int], and second: [Int], isSwapped: Bool = false,
    _ random: inout CounterRandom
  ) throws {
    try run(
      Network(
        inputShape: first,
        nodes: [
          Node(name: "learnt", layer: Constant(shape: second), inputs: []),
          Node(name: "net", layer: layer, inputs: isSwapped ? [1, 0] : [0, 1]),
        ]), &random)
  }

  static func run(_ network: Network, _ random: inout CounterRandom) throws {
    let rows = random.integer(1...3)
    let check = try GradientCheck(network, rows: rows, random: &random)
    let (spareRows, parts) = (random.integer(0...2), random.integer(1...3))
    check.run(spareRows: spareRows, parts: parts, random: &random)
    expectSameBits(network, rows: rows, workers: random.integer(2...4), &random)
    expectBoundedMemory(network, rows: rows)
    let data = try JSONEncoder().encode(network)
    #expect(try JSONDecoder().decode(Network.self, from: data) == network)
  }

  private static func expectSameBits(
    _ network: Network, rows: Int, workers: Int, _ random: inout CounterRandom
  ) {
    let samples = (0..<rows).map { _ in random.floats(network.inputShape.reduce(1, *)) }
    let parameters = ParameterTable([network]).initialValues(seed: 1)
    let alone = NetworkRun(
      network, parameters: parameters, maximumRows: rows, needsGradients: false)
    let shared = NetworkRun(
      network, parameters: parameters, maximumRows: rows, needsGradients: false,
      team: WorkerTeam(count: workers))
    #expect(
      shared.forward(samples).map { $0.map(\.bitPattern) }
        == alone.forward(samples).map { $0.map(\.bitPattern) },
      "\(workers) workers, \(network.nodes)")
  }

  private static func expectBoundedMemory(_ network: Network, rows: Int) {
    let table = ParameterTable([network])
    for needsGradients in [false, true] {
      let told = NetworkMemory(
        of: network, maximumRows: rows, maximumTeam: 2, needsGradients: needsGradients)
      let plan = NetworkPlan(
        network, table: table, maximumRows: rows, maximumTeam: 2, needsGradients: needsGradients,
        needsInputGradient: needsGradients)
      #expect(plan.memoryCount <= told.perWorker, "\(network.nodes)")
      #expect(plan.preparedCount <= told.shared, "\(network.nodes)")
    }
  }

  /// The error of a layer that does not fit.
  static func message(_ layer: any Layer, _ shapes: [[Int]]) -> String {
    do {
      let shape = try layer.outputShape(shapes)
      return "no error: \(shape)"
    } catch {
      return error.description
    }
  }
}
