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
    FlattenKernel(pixels: inputShapes[0][0] * inputShapes[0][1], channels: inputShapes[0][2])
  }
}

private struct FlattenKernel: DifferentiableKernel {
  let pixels: Int
  let channels: Int

  func forward(_ pass: LayerPass) {
    ChannelTransposition.channelsFirst(
      pass.input(), into: pass.output, rows: pass.rows, pixels: pixels, channels: channels)
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    ChannelTransposition.channelsLast(
      pass.outputGradient, into: target, rows: pass.rows, pixels: pixels, channels: channels)
  }
}
