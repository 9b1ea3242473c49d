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
  /// The distances between the output windows of neighbouring input pixels, down and across.
  package let strides: [Int]
  /// The pixels cut off the output: top, left, bottom, right.
  package let padding: [Int]
  /// Rows and columns added at the bottom and right, less than the strides.
  package let outputPadding: [Int]

  /// The distances between neighbouring elements of the kernel, down and across.
  package let dilations: [Int]
  /// The number of groups of channels that do not mix.
  package let groups: Int

  /// Creates a transposed convolution with a square kernel and settings that are the same for all axes and sides.
  package init(
    _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0,
    dilation: Int = 1, groups: Int = 1
  ) {
    self.init(
      channels, kernel: [kernel, kernel], strides: [stride, stride],
      padding: [padding, padding, padding, padding],
      outputPadding: [outputPadding, outputPadding], dilations: [dilation, dilation],
      groups: groups)
  }

  /// Creates a transposed convolution with settings for every axis and side.
  package init(
    _ channels: Int, kernel: [Int], strides: [Int] = [1, 1], padding: [Int] = [0, 0, 0, 0],
    outputPadding: [Int] = [0, 0], dilations: [Int] = [1, 1], groups: Int = 1
  ) {
    self.channels = channels
    self.kernel = kernel
    self.strides = strides
    self.padding = padding
    self.outputPadding = outputPadding
    self.dilations = dilations
    self.groups = groups
  }

  private enum CodingKeys: String, CodingKey {
    case channels, kernel, stride, padding, outputPadding, dilation, groups
  }

  /// Reads a layer; a file may omit dilation and groups.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    channels = try container.decode(Int.self, forKey: .channels)
    kernel = try container.decode([Int].self, forKey: .kernel)
    strides = try container.decode(AxisSetting.self, forKey: .stride).filled(2)
    padding = try container.decode(AxisSetting.self, forKey: .padding).filled(4)
    outputPadding = try container.decode(AxisSetting.self, forKey: .outputPadding).filled(2)
    dilations =
      try container.decodeIfPresent(AxisSetting.self, forKey: .dilation)?.filled(2) ?? [1, 1]
    groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
  }

  /// Writes the layer.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(channels, forKey: .channels)
    try container.encode(kernel, forKey: .kernel)
    try container.encode(AxisSetting(strides), forKey: .stride)
    try container.encode(AxisSetting(padding), forKey: .padding)
    try container.encode(AxisSetting(outputPadding), forKey: .outputPadding)
    try container.encode(AxisSetting(dilations), forKey: .dilation)
    try container.encode(groups, forKey: .groups)
  }

  /// What an image has to be at least.
  package var leastImage: String { "an image that outgrows padding \(paddingText)" }

  /// Checks what a plain convolution does not have.
  package func checkFurtherSettings() throws(NetworkError) {
    try check(outputPadding, "outputPadding", count: 2, in: 0...NetworkLimits.extent)
    for (padding, stride) in zip(outputPadding, strides) {
      try NetworkLimits.check(padding, "outputPadding", in: 0...stride - 1, layer: Self.kind)
    }
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
      input: outputExtents(input), outputChannels: input[2], kernel: kernel, strides: strides,
      padding: padding, dilations: dilations, groups: groups)
  }

  /// Height, width and channels of the output.
  package func outputExtents(_ input: [Int]) -> [Int] {
    (0..<2).map { axis in
      (input[axis] - 1) * strides[axis] - padding[axis] - padding[axis + 2]
        + dilations[axis] * (kernel[axis] - 1) + outputPadding[axis] + 1
    } + [channels]
  }
}
