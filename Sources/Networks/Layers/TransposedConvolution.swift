import Tensors

/// The adjoint of a convolution, with a bias per channel, as used for upsampling.
package struct TransposedConvolution: ConvolutionLayer {
  /// The name of the layer type in files.
  package static let kind = "transposed convolution"
  /// Images are written as a convolution reads them.
  package static let isTransposed = true
  /// The number of output channels.
  package let channels: Int
  /// Height and width of the kernel.
  package let kernel: [Int]
  /// The distance between the output windows of neighbouring input pixels.
  package let stride: Int
  /// The pixels cut off the output, on every side.
  package let padding: Int
  /// Rows and columns added at the bottom and right, less than the stride.
  package let outputPadding: Int

  /// The distance between neighbouring elements of the kernel.
  package let dilation: Int
  /// The number of groups of channels that do not mix.
  package let groups: Int

  /// Creates a transposed convolution with a square kernel.
  package init(
    _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0,
    dilation: Int = 1, groups: Int = 1
  ) {
    self.channels = channels
    self.kernel = [kernel, kernel]
    self.stride = stride
    self.padding = padding
    self.outputPadding = outputPadding
    self.dilation = dilation
    self.groups = groups
  }

  /// Reads a layer; a file may omit dilation and groups.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    channels = try container.decode(Int.self, forKey: .channels)
    kernel = try container.decode([Int].self, forKey: .kernel)
    stride = try container.decode(Int.self, forKey: .stride)
    padding = try container.decode(Int.self, forKey: .padding)
    outputPadding = try container.decode(Int.self, forKey: .outputPadding)
    dilation = try container.decodeIfPresent(Int.self, forKey: .dilation) ?? 1
    groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
  }

  /// What an image has to be at least.
  package var leastImage: String { "an image that outgrows padding \(padding)" }

  /// Checks what a plain convolution does not have.
  package func checkFurtherSettings() throws(NetworkError) {
    try NetworkLimits.check(
      outputPadding, "outputPadding", in: 0...stride - 1, layer: Self.kind)
  }

  /// The weight and the bias.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    // PyTorch counts the fan-in of a transposed convolution over its output channels.
    let fanIn = kernel[0] * kernel[1] * channels / groups
    return [
      ParameterShape(
        name: "weight", shape: [kernel[0], kernel[1], channels / groups, inputShapes[0][2]],
        fileAxes: [3, 2, 0, 1], fanIn: fanIn),
      ParameterShape(name: "bias", shape: [channels], fanIn: fanIn),
    ]
  }

  /// The convolution whose adjoint this is.
  package func geometry(_ input: [Int]) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: outputExtents(input), outputChannels: input[2], kernel: kernel, stride: stride,
      padding: padding, dilation: dilation, groups: groups)
  }

  /// Height, width and channels of the output.
  package func outputExtents(_ input: [Int]) -> [Int] {
    (0..<2).map { axis in
      (input[axis] - 1) * stride - 2 * padding + dilation * (kernel[axis] - 1) + outputPadding + 1
    } + [channels]
  }
}
