/// The exponentials along an axis, divided by their sum.
package struct Softmax: Layer {
  /// The name of the layer type in files.
  package static let kind = "softmax"
  /// The axis, from 0.
  package let axis: Int
  /// Whether the logarithm of the quotient is computed.
  package let isLogarithmic: Bool

  /// Creates a layer.
  package init(axis: Int, isLogarithmic: Bool = false) {
    self.axis = axis
    self.isLogarithmic = isLogarithmic
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    try Self.checkAxis(axis, of: input)
    return input
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    SoftmaxKernel.memory(AxisView(inputShapes[0], axis: axis))
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    SoftmaxKernel(AxisView(inputShapes[0], axis: axis), isLogarithmic: isLogarithmic)
  }
}
