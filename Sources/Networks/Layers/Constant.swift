/// Parameters that are the same for every sample and take no input, such as a learnt image that a generator
/// starts from or the positions of tokens.
package struct Constant: Layer {
  /// The name of the layer type in files.
  package static let kind = "constant"
  /// The shape of a sample: `[height, width, channels]`, `[features]` or any other.
  package let shape: [Int]

  /// Creates the layer.
  package init(shape: [Int]) { self.shape = shape }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.isEmpty, NetworkLimits.allows(shape) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "no input and a shape that is not empty",
        found: inputs + [shape])
    }
    return shape
  }

  /// The values; in files an image has its channels first.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    [
      ParameterShape(
        name: "value", shape: shape, fileAxes: shape.count == 3 ? [2, 0, 1] : nil,
        fanIn: shape.reduce(1, *))
    ]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ConstantKernel(count: shape.reduce(1, *))
  }
}

private struct ConstantKernel: DifferentiableKernel {
  let count: Int

  func forward(_ pass: LayerPass) {
    for row in 0..<pass.rows {
      (pass.output + row * count).update(from: pass.parameters, count: count)
    }
  }

  func backward(_ pass: LayerPass) {
    pass.parameterGradient.update(repeating: 0, count: count)
    for row in 0..<pass.rows {
      let gradient = pass.outputGradient + row * count
      for element in 0..<count { pass.parameterGradient[element] += gradient[element] }
    }
  }
}
