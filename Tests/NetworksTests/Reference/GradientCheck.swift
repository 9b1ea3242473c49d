import Networks
import Tensors
import TestSupport
import Testing

/// Compares the kernels of a network with ``ReferenceNetwork``: the outputs with its outputs, the gradients
/// of a random linear function of the outputs with central differences of that function in Double.
///
/// Kinks of rectifiers are avoided by construction: inputs and weights are drawn again until no rectifier's input
/// lies within `kinkMargin` of zero, a hundred times the step of the differences.
struct GradientCheck {
  private static let step = 1e-6
  private static let kinkMargin = 1e-3
  private static let sampledEntries = 6

  /// Moves parameters and samples by `step`.
  private typealias Move = (
    _ reference: inout ReferenceNetwork, _ samples: inout [[Double]], _ step: Double
  ) -> Void

  private let network: Network
  private let table: ParameterTable
  private let reference: ReferenceNetwork
  private let parameters: [Float]
  private let samples: [[Float]]
  /// The derivative of the function with respect to every output.
  private let weights: [[Float]]

  init(_ network: Network, rows: Int, random: inout CounterRandom) throws {
    self.network = network
    table = ParameterTable([network])
    let (inputs, outputs) = (
      network.inputShape.reduce(1, *), network.outputShape.reduce(1, *)
    )
    var drawn: (reference: ReferenceNetwork, parameters: [Float], samples: [[Float]])?
    for _ in 0..<400 where drawn == nil {
      let parameters = table.initialValues(seed: random.next())
      let samples = (0..<rows).map { _ in random.floats(inputs) }
      let reference = ReferenceNetwork(network, table: table, parameters: parameters)
      let distance = samples.map { reference.distanceFromKinks($0.map(Double.init)) }.min() ?? 0
      if distance > Self.kinkMargin { drawn = (reference, parameters, samples) }
    }
    (reference, parameters, samples) = try #require(drawn, "every draw came close to a kink")
    weights = (0..<rows).map { _ in random.floats(outputs) }
  }

  /// Runs all comparisons.
  ///
  /// - Parameters:
  ///   - spareRows: The rows of the plan's capacity beyond those that run.
  ///   - parts: The number of shares in which the weights are rearranged.
  ///   - random: Chooses the entries.
  func run(spareRows: Int = 0, parts: Int = 1, random: inout CounterRandom) {
    let run = NetworkRun(
      network, parameters: parameters, maximumRows: samples.count + spareRows, parts: parts)
    let outputs = run.forward(samples)
    let expected = samples.flatMap { reference.output($0.map(Double.init)) }
    let difference = largestDifference(outputs.joined().map { $0 }, from: expected)
    #expect(difference < 1e-5, "output of \(summary)")

    let gradients = run.backward(weights)
    checkParameters(gradients.parameters, &random)
    checkInputs(gradients.inputs, &random)
    checkDirection(gradients.inputs, gradients.parameters, &random)
  }

  private var summary: String {
    let layers = network.nodes.enumerated().map { index, node in
      "\(type(of: node.layer).kind) to \(network.shapes[index + 1])"
    }
    return "\(network.inputShape) through \(layers.joined(separator: ", ")), \(samples.count) rows"
  }

  /// The central difference of the function when `move` takes parameters and samples one way and back.
  private func derivative(_ move: Move) -> Double {
    (value(move, Self.step) - value(move, -Self.step)) / (2 * Self.step)
  }

  private func value(_ move: Move, _ step: Double) -> Double {
    var reference = reference
    var samples = samples.map { $0.map(Double.init) }
    move(&reference, &samples, step)
    return zip(samples, weights).reduce(0.0) { sum, pair in
      zip(reference.output(pair.0), pair.1).reduce(sum) { $0 + $1.0 * Double($1.1) }
    }
  }

  private func checkParameters(_ gradient: [Float], _ random: inout CounterRandom) {
    for entry in table.entries {
      let found = table.tensor(entry, in: gradient).elements
      for position in positions(found, &random) {
        expect(found, position, entry.name) { reference, _, step in
          reference.parameters[entry.name]?[position] += step
        }
      }
    }
  }

  private func checkInputs(_ gradients: [[Float]], _ random: inout CounterRandom) {
    let found = Array(gradients.joined())
    for position in positions(found, &random) {
      expect(found, position, "input") { _, samples, step in
        let count = samples[0].count
        samples[position / count][position % count] += step
      }
    }
  }

  /// Moves everything at once along a random direction, so that no entry goes unchecked.
  private func checkDirection(
    _ inputs: [[Float]], _ parameters: [Float], _ random: inout CounterRandom
  ) {
    let directions = table.entries.map { random.doubles($0.parameter.count) }
    let inputDirections = inputs.map { random.doubles($0.count) }
    let found = derivative { reference, samples, step in
      for (entry, direction) in zip(table.entries, directions) {
        for (position, value) in direction.enumerated() {
          reference.parameters[entry.name]?[position] += value * step
        }
      }
      for (row, direction) in inputDirections.enumerated() {
        for (position, value) in direction.enumerated() { samples[row][position] += value * step }
      }
    }
    let gradient =
      table.entries.flatMap { table.tensor($0, in: parameters).elements } + inputs.joined()
    let products = zip(gradient, (directions + inputDirections).joined()).map { Double($0) * $1 }
    let scale = products.reduce(0) { $0 + abs($1) }
    #expect(
      abs(found - products.reduce(0, +)) < 1e-4 * scale + 1e-8, "direction through \(summary)")
  }

  /// A few random entries and the largest one.
  private func positions(_ gradient: [Float], _ random: inout CounterRandom) -> [Int] {
    let largest = gradient.indices.max { abs(gradient[$0]) < abs(gradient[$1]) }
    let drawn = (0..<Self.sampledEntries).map { _ in random.integer(0...gradient.count - 1) }
    return Array(Set(drawn + [largest ?? 0])).sorted()
  }

  private func expect(
    _ gradient: [Float], _ position: Int, _ name: String,
    _ move: Move
  ) {
    let largest = gradient.reduce(0) { max($0, abs(Double($1))) }
    let error = abs(Double(gradient[position]) - derivative(move))
    #expect(
      error <= 1e-4 * largest + 1e-8,
      "gradient of \(name) at \(position) of \(summary): \(gradient[position])")
  }
}
