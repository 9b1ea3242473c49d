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
    ReshapeKernel(pixels: shape[0] * shape[1], channels: shape[2])
  }
}

private struct ReshapeKernel: DifferentiableKernel {
  let pixels: Int
  let channels: Int

  func forward(_ pass: LayerPass) {
    ChannelTransposition.channelsLast(
      pass.input(), into: pass.output, rows: pass.rows, pixels: pixels, channels: channels)
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    ChannelTransposition.channelsFirst(
      pass.outputGradient, into: target, rows: pass.rows, pixels: pixels, channels: channels)
  }
}
