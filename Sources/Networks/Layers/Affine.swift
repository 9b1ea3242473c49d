/// A factor and an addend per channel, as batch normalization has once it is trained.
package struct Affine: Layer {
  /// The name of the layer type in files.
  package static let kind = "affine"

  /// Creates the layer.
  package init() {}

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    try Self.onlyInput(inputs)
  }

  /// The factors and the addends of the last axis.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    let channels = inputShapes[0].last ?? 1
    return [
      ParameterShape(name: "scale", shape: [channels], fanIn: 1),
      ParameterShape(name: "shift", shape: [channels], fanIn: 1),
    ]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    AffineKernel(shape: inputShapes[0])
  }
}
