/// Divides the elements along an axis by their norm, for example to put latents on a sphere; zeros stay zeros.
package struct LpNormalization: Layer {
  /// The name of the layer type in files.
  package static let kind = "lp normalization"
  /// The axis, from 0.
  package let axis: Int
  /// 2 for the Euclidean norm, 1 for the sum of magnitudes.
  package let order: Int
  /// The least norm that is divided by.
  package let epsilon: Float

  /// Creates a layer.
  package init(axis: Int, order: Int = 2, epsilon: Float = 0) {
    self.axis = axis
    self.order = order
    self.epsilon = epsilon
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    try Self.checkAxis(axis, of: input)
    try NetworkLimits.check(order, "order", in: 1...2, layer: Self.kind)
    return input
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    LpNormalizationKernel.memory(AxisView(inputShapes[0], axis: axis))
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    LpNormalizationKernel(
      AxisView(inputShapes[0], axis: axis), order: order, epsilon: epsilon)
  }
}
