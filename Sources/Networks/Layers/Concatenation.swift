/// Joins values along an axis, for example the two heads of an encoder.
package struct Concatenation: Layer {
  /// The name of the layer type in files.
  package static let kind = "concatenation"
  /// The axis, from 0.
  package let axis: Int

  /// Creates the layer.
  package init(axis: Int = 0) { self.axis = axis }

  private enum CodingKeys: String, CodingKey {
    case axis
  }

  /// Reads a layer; a file may omit the first axis.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    axis = try container.decodeIfPresent(Int.self, forKey: .axis) ?? 0
  }

  /// Writes the axis, unless it is the first.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if axis != 0 { try container.encode(axis, forKey: .axis) }
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard var output = inputs.first else {
      throw .shapeMismatch(layer: Self.kind, expected: "at least one input", found: inputs)
    }
    try Self.checkAxis(axis, of: output)
    guard inputs.allSatisfy({ agrees($0, with: output) }) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "values that differ along axis \(axis) only", found: inputs)
    }
    output[axis] = inputs.reduce(0) { $0 + $1[axis] }
    return output
  }

  private func agrees(_ shape: [Int], with other: [Int]) -> Bool {
    shape.count == other.count && shape[..<axis] == other[..<axis]
      && shape[(axis + 1)...] == other[(axis + 1)...]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ConcatenationKernel(
      blocks: inputShapes[0][..<axis].reduce(1, *),
      counts: inputShapes.map { $0[axis...].reduce(1, *) })
  }
}

private struct ConcatenationKernel: DifferentiableKernel {
  /// The stretches of every input that are joined.
  let blocks: Int
  /// The elements of a stretch of every input.
  let counts: [Int]
  let total: Int

  init(blocks: Int, counts: [Int]) {
    self.blocks = blocks
    self.counts = counts
    total = counts.reduce(0, +)
  }

  func forward(_ pass: LayerPass) {
    var start = 0
    for (index, count) in counts.enumerated() {
      for block in 0..<pass.rows * blocks {
        (pass.output + block * total + start).update(
          from: pass.input(index) + block * count, count: count)
      }
      start += count
    }
  }

  func backward(_ pass: LayerPass) {
    var start = 0
    for (index, count) in counts.enumerated() {
      if let target = pass.inputGradient(index) {
        for block in 0..<pass.rows * blocks {
          (target + block * count).update(
            from: pass.outputGradient + block * total + start, count: count)
        }
      }
      start += count
    }
  }
}
