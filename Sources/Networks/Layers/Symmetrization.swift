/// Makes a square matrix symmetric, as distances are: the mean of it and its transpose, with zeros on the
/// diagonal.
package struct Symmetrization: Layer {
  /// The name of the layer type in files.
  package static let kind = "symmetrization"

  /// Creates the layer.
  package init() {}

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1, inputs[0].count == 3, inputs[0][0] == inputs[0][1], inputs[0][2] == 1
    else {
      throw .shapeMismatch(layer: Self.kind, expected: "one square matrix", found: inputs)
    }
    return inputs[0]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    SymmetrizationKernel(side: inputShapes[0][0])
  }
}

private struct SymmetrizationKernel: DifferentiableKernel {
  let side: Int

  func forward(_ pass: LayerPass) { apply(pass.input(), pass.output, rows: pass.rows) }

  /// The map is self-adjoint.
  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    apply(UnsafePointer(pass.outputGradient), target, rows: pass.rows)
  }

  private func apply(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, rows: Int
  ) {
    for row in 0..<rows {
      let (matrix, result) = (source + row * side * side, target + row * side * side)
      for i in 0..<side {
        result[i * side + i] = 0
        for j in 0..<i {
          let mean = (matrix[i * side + j] + matrix[j * side + i]) / 2
          result[i * side + j] = mean
          result[j * side + i] = mean
        }
      }
    }
  }
}
