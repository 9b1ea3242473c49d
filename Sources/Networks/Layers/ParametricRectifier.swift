/// `x` where positive, elsewhere `x` times a slope that is a parameter (PReLU).
package struct ParametricRectifier: Layer {
  /// The name of the layer type in files.
  package static let kind = "parametric rectifier"
  /// The shape of the slopes, which are repeated to fill a sample: `[channels]` or more axes from the last one on.
  package let shape: [Int]

  /// Creates a layer.
  package init(shape: [Int]) { self.shape = shape }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard NetworkLimits.allows(shape), Broadcasting.shape(input, shape) == input else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value that slopes \(shape) broadcast to", found: inputs)
    }
    return input
  }

  /// The slopes.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    [ParameterShape(name: "slope", shape: shape, fanIn: 1)]
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    ConstantOperandKernel.memory(input: inputShapes[0], constant: shape)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ConstantOperandKernel(
      .rectifiedProduct, input: inputShapes[0], constant: shape, isReversed: false)
  }
}
