/// Turns a vector in PyTorch's order, channel by channel, into an image.
package struct Reshape: Layer {
  /// The name of the layer type in files.
  package static let kind = "reshape"
  /// Height, width and channels of the image.
  package let shape: [Int]

  /// Creates the layer.
  package init(height: Int, width: Int, channels: Int) { shape = [height, width, channels] }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1, inputs[0].count == 1, shape.count == 3,
      NetworkLimits.allows(shape), inputs[0][0] == shape.reduce(1, *)
    else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "one vector that fills \(shape)", found: inputs)
    }
    return shape
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    TranspositionKernel(rows: shape[2], columns: shape[0] * shape[1])
  }
}
