/// The elements of a value, in their order in memory, under another shape.
///
/// A plan gives the output the memory of the input wherever it can, so that nothing is copied.
package struct View: Layer {
  /// The name of the layer type in files.
  package static let kind = "view"
  /// The shape of the output.
  package let shape: [Int]

  /// Creates a layer.
  package init(_ shape: [Int]) { self.shape = shape }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard NetworkLimits.allows(shape), shape.reduce(1, *) == input.reduce(1, *) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value that fills \(shape)", found: inputs)
    }
    return shape
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    CopyKernel(count: shape.reduce(1, *))
  }
}

/// Copies a value, where a plan cannot share its memory.
private struct CopyKernel: DifferentiableKernel {
  let count: Int

  func forward(_ pass: LayerPass) {
    pass.output.update(from: pass.input(), count: pass.rows * count)
  }

  func backward(_ pass: LayerPass) {
    pass.inputGradient()?.update(from: pass.outputGradient, count: pass.rows * count)
  }
}
