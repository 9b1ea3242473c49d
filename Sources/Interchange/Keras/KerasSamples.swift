extension KerasBuiltModel {
  /// The output that is a sample: the largest that is known.
  func sampleOutput() throws(InterchangeError) -> KerasValue {
    let known = outputs.filter { $0.shape != nil && skipped[$0.name] == nil }
    guard let most = known.map(\.count).max(), let output = known.first(where: { $0.count == most })
    else {
      let first = skipped.keys.sorted().first.flatMap { skipped[$0] }
      throw .unsupported(
        path: path, place: "layer \(first?.layer ?? name)",
        feature: first?.feature ?? "a model without outputs")
    }
    return output
  }

  /// The input that is no label: the only one, else the largest.
  func mainInput() throws(InterchangeError) -> KerasValue {
    let others = inputs.filter { labels[$0.name] == nil && !KerasNames.isLabel($0.name) }
    let candidates = others.isEmpty ? inputs : others
    guard let most = candidates.map(\.count).max(),
      let input = candidates.first(where: { $0.count == most })
    else {
      throw .undetermined(
        path: path, missing: "the model has no input", advice: "save the model after it was called")
    }
    guard input.shape != nil, input.count > 0 else {
      throw .undetermined(
        path: path, missing: "the extents of input \(input.name) are not in the file",
        advice: "save the model with an Input of fixed extents")
    }
    return input
  }

  /// The values that the last operation before an output can compute, where it bounds them.
  func range(of output: KerasValue) -> ClosedRange<Float>? {
    var name = output.name
    let moves: Set<String> = ["Identity", "Transpose", "Reshape", "Slice"]
    while let operation = producer(name), moves.contains(operation.kind) {
      name = operation.inputs[0]
    }
    guard let last = producer(name) else { return nil }
    switch last.kind {
    case "Sigmoid", "HardSigmoid", "Softmax": return 0...1
    case "Tanh", "Softsign": return -1...1
    case "Clip":
      let bounds = last.inputs.dropFirst().compactMap(scalar)
      return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]...bounds[1] : nil
    case "Mul", "Add": return scaled(last)
    default: return nil
    }
  }

  /// The range behind a factor or an offset, as a Rescaling has them.
  private func scaled(_ operation: OperatorGraph.Operation) -> ClosedRange<Float>? {
    guard let number = scalar(operation.inputs[1]),
      let inner = range(of: KerasValue(name: operation.inputs[0], shape: nil))
    else { return nil }
    let isProduct = operation.kind == "Mul"
    let ends = [inner.lowerBound, inner.upperBound].map { isProduct ? $0 * number : $0 + number }
    let (low, high) = (min(ends[0], ends[1]), max(ends[0], ends[1]))
    return low < high && low.isFinite && high.isFinite ? low...high : nil
  }

  private func scalar(_ name: String) -> Float? {
    guard let constant = graph.constants[name], constant.shape.isEmpty,
      case .numbers(let numbers) = constant.elements
    else { return nil }
    return numbers.first
  }

  /// How the axes of samples are, and what was assumed.
  func sampleAxes(_ extents: [Int]) -> (axes: SampleAxes, note: String?)? {
    extents.count == 3
      ? (channelsFirst ? .channelsFirst : .channelsLast, nil)
      : SampleAxes.guess(extents, channelsFirst: false)
  }
}
