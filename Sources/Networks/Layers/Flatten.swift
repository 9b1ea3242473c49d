/// Turns an image into a vector in PyTorch's order, channel by channel, so that the weights of a dense layer
/// after it are in the same order as PyTorch's.
package struct Flatten: Layer {
  /// The name of the layer type in files.
  package static let kind = "flatten"

  /// Creates the layer.
  package init() {}

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1, inputs[0].count == 3 else {
      throw .shapeMismatch(layer: Self.kind, expected: "one image", found: inputs)
    }
    return [inputs[0].reduce(1, *)]
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    TranspositionKernel(rows: inputShapes[0][0] * inputShapes[0][1], columns: inputShapes[0][2])
  }
}
