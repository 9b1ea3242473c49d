/// Subtracts the mean over the last axes and divides by the standard deviation, then multiplies and shifts every element.
package struct LayerNormalization: Layer {
  /// The name of the layer type in files.
  package static let kind = "layer normalization"
  /// The number of last axes that are normalized together.
  package let axisCount: Int
  /// Added to the variance.
  package let epsilon: Float

  /// Creates a layer.
  package init(axisCount: Int = 1, epsilon: Float = 1e-5) {
    self.axisCount = axisCount
    self.epsilon = epsilon
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    try NetworkLimits.check(axisCount, "axisCount", in: 1...max(1, input.count), layer: Self.kind)
    return input
  }

  /// The factors and the addends of the normalized elements.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    let shape = Array(inputShapes[0].suffix(axisCount))
    return [
      ParameterShape(name: "scale", shape: shape, fanIn: 1),
      ParameterShape(name: "shift", shape: shape, fanIn: 1),
    ]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    LayerNormalizationKernel(
      blocks: inputShapes[0].dropLast(axisCount).reduce(1, *),
      count: inputShapes[0].suffix(axisCount).reduce(1, *), epsilon: epsilon)
  }
}
