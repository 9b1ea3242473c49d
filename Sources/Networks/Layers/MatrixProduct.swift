/// The products of the matrices in the last two axes of two values; axes before them are repeated to fit each other.
package struct MatrixProduct: Layer {
  /// The name of the layer type in files.
  package static let kind = "matrix product"

  /// Creates the layer.
  package init() {}

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 2, inputs.allSatisfy({ $0.count >= 2 }),
      inputs[0][inputs[0].count - 1] == inputs[1][inputs[1].count - 2],
      let batch = Broadcasting.shape(inputs[0].dropLast(2), inputs[1].dropLast(2))
    else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "matrices [m, k] and [k, n]", found: inputs)
    }
    return batch + [inputs[0][inputs[0].count - 2], inputs[1][inputs[1].count - 1]]
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    MatrixProductKernel.memory(inputShapes[0], inputShapes[1])
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    MatrixProductKernel(inputShapes[0], inputShapes[1])
  }
}
