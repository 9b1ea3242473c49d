/// Concatenates vectors, for example the two heads of an encoder.
package struct Concatenation: Layer {
  /// The name of the layer type in files.
  package static let kind = "concatenation"

  /// Creates the layer.
  package init() {}

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard !inputs.isEmpty, inputs.allSatisfy({ $0.count == 1 }) else {
      throw .shapeMismatch(layer: Self.kind, expected: "vectors", found: inputs)
    }
    return [inputs.reduce(0) { $0 + $1[0] }]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ConcatenationKernel(counts: inputShapes.map { $0[0] })
  }
}

private struct ConcatenationKernel: DifferentiableKernel {
  let counts: [Int]
  let total: Int

  init(counts: [Int]) {
    self.counts = counts
    total = counts.reduce(0, +)
  }

  func forward(_ pass: LayerPass) {
    var start = 0
    for (index, count) in counts.enumerated() {
      for row in 0..<pass.rows {
        (pass.output + row * total + start).update(
          from: pass.input(index) + row * count, count: count)
      }
      start += count
    }
  }

  func backward(_ pass: LayerPass) {
    var start = 0
    for (index, count) in counts.enumerated() {
      if let target = pass.inputGradient(index) {
        for row in 0..<pass.rows {
          (target + row * count).update(
            from: pass.outputGradient + row * total + start, count: count)
        }
      }
      start += count
    }
  }
}
