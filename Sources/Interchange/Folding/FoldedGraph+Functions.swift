import Platform

extension FoldedGraph {
  /// Replaces functions of one value that are spelt out in arithmetic, such as `x * 0.5 * (1 + erf(x / sqrt(2)))`, by one operator.
  ///
  /// They are recognised by what they compute, whatever the order and the grouping of their operators.
  mutating func recognizeFunctions() {
    let producers = producers
    let ancestors = scalarAncestors()
    var isChanged = false
    for index in operations.indices.reversed() {
      guard let output = operations[index].outputs.first else { continue }
      for ancestor in ancestors[output] ?? [] {
        guard let region = region(from: ancestor, to: output, producers), region.count > 1,
          let function = recognized(region, from: ancestor, to: output)
        else { continue }
        operations[index].kind = function.kind
        operations[index].attributes = function.attributes
        operations[index].inputs = [ancestor]
        isChanged = true
        break
      }
    }
    if isChanged { prune() }
  }

  /// How far back a function may reach, in values.
  private static let reach = 12

  /// For every value the values that it is a function of, element by element, the nearest first.
  private func scalarAncestors() -> [String: [String]] {
    var ancestors: [String: [String]] = [:]
    for operation in operations {
      guard operation.outputs.count == 1, isScalar(operation) else { continue }
      var common: [String]?
      for input in operation.inputs where shapes[input] != nil {
        let line = [input] + (ancestors[input] ?? [])
        common = common.map { $0.filter(line.contains) } ?? line
      }
      ancestors[operation.outputs[0]] = Array((common ?? []).prefix(Self.reach))
    }
    return ancestors
  }

  /// Whether every element of the output depends on the same element of the inputs, and on constants that are the same for all.
  private func isScalar(_ operation: Operation) -> Bool {
    let isKnown =
      BinaryFunction(rawValue: operation.kind) != nil && operation.inputs.count == 2
      || ScalarFunction(use(operation)) != nil
    return isKnown
      && operation.inputs.allSatisfy { input in
        shapes[input] == shapes[operation.outputs[0]] || input.isEmpty
          || constants[input]?.count == 1
      }
  }

  /// The operators between two values in their order; `nil` where there are too many.
  private func region(
    from start: String, to end: String, _ producers: [String: Int]
  ) -> [Operation]? {
    var found: Set<Int> = []
    var waiting = [end]
    while let name = waiting.popLast() {
      guard name != start, let index = producers[name], found.insert(index).inserted else {
        continue
      }
      guard found.count <= 16 else { return nil }
      waiting += operations[index].inputs
    }
    return found.sorted().map { operations[$0] }
  }

  private struct Recognized {
    let kind: String
    var attributes: [String: OperatorGraph.Attribute] = [:]
    let value: (Double) -> Double
  }

  /// The points where functions are compared.
  private static let points = (-26...26).map { Double($0) * 0.31 + 0.017 }

  private func recognized(
    _ region: [Operation], from start: String, to end: String
  ) -> Recognized? {
    guard let values = values(region, from: start, to: end) else { return nil }
    return Self.candidates(slope: values[0] / Self.points[0]).first { candidate in
      zip(Self.points, values).allSatisfy { point, value in
        let expected = candidate.value(point)
        return abs(value - expected) <= 2e-6 * max(1, abs(expected))
      }
    }
  }

  private static func candidates(slope: Double) -> [Recognized] {
    let plain = ["Mish", "HardSwish", "Softplus", "Sigmoid", "Tanh", "Softsign"].compactMap {
      kind in
      ScalarFunction(plain: kind).map { Recognized(kind: kind, value: $0.value) }
    }
    return plain + [
      Recognized(kind: "Gelu") { 0.5 * $0 * (1 + erf($0 / 2.squareRoot())) },
      Recognized(
        kind: "Gelu", attributes: ["approximate": .text("tanh")],
        value: ScalarFunction.approximateGelu),
      Recognized(kind: "Swish") { $0 / (1 + exp(-$0)) },
      Recognized(kind: "LeakyRelu", attributes: ["alpha": .number(Float(slope))]) {
        $0 < 0 ? slope * $0 : $0
      },
    ]
  }

  /// What a region computes at the points.
  private func values(_ region: [Operation], from start: String, to end: String) -> [Double]? {
    var values = [start: Self.points]
    for operation in region {
      let operands = operation.inputs.map { name in
        values[name]
          ?? constants[name]?.scalar.map {
            [Double](repeating: Double($0), count: Self.points.count)
          }
      }
      guard let first = operands.first ?? nil else { return nil }
      if let function = BinaryFunction(rawValue: operation.kind) {
        guard operands.count == 2, let second = operands[1] else { return nil }
        values[operation.outputs[0]] = zip(first, second).map(function.value)
      } else {
        guard let function = ScalarFunction(use(operation)) else { return nil }
        values[operation.outputs[0]] = first.map(function.value)
      }
    }
    return values[end]
  }
}
