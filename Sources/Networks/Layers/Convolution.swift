import Tensors

/// A two-dimensional convolution (cross-correlation, as in PyTorch) with a bias per channel.
package struct Convolution: ConvolutionLayer {
  /// The name of the layer type in files.
  package static let kind = "convolution"
  /// Images are read as they are.
  package static let isTransposed = false
  /// The number of output channels.
  package let channels: Int
  /// Height and width of the kernel.
  package let kernel: [Int]
  /// The distances between neighbouring kernel positions, down and across.
  package let strides: [Int]
  /// The zeros around the input: top, left, bottom, right.
  package let padding: [Int]

  /// The distances between neighbouring elements of the kernel, down and across.
  package let dilations: [Int]
  /// The number of groups of channels that do not mix.
  package let groups: Int

  /// Creates a convolution with a square kernel and settings that are the same for all axes and sides.
  package init(
    _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1
  ) {
    self.init(
      channels, kernel: [kernel, kernel], strides: [stride, stride],
      padding: [padding, padding, padding, padding], dilations: [dilation, dilation],
      groups: groups)
  }

  /// Creates a convolution with settings for every axis and side.
  package init(
    _ channels: Int, kernel: [Int], strides: [Int] = [1, 1], padding: [Int] = [0, 0, 0, 0],
    dilations: [Int] = [1, 1], groups: Int = 1
  ) {
    self.channels = channels
    self.kernel = kernel
    self.strides = strides
    self.padding = padding
    self.dilations = dilations
    self.groups = groups
  }

  private enum CodingKeys: String, CodingKey {
    case channels, kernel, stride, padding, dilation, groups
  }

  /// Reads a layer; a file may omit dilation and groups.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    channels = try container.decode(Int.self, forKey: .channels)
    kernel = try container.decode([Int].self, forKey: .kernel)
    strides = try container.decode(AxisSetting.self, forKey: .stride).filled(2)
    padding = try container.decode(AxisSetting.self, forKey: .padding).filled(4)
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
    try container.encode(AxisSetting(dilations), forKey: .dilation)
    try container.encode(groups, forKey: .groups)
  }

  /// What an image has to be at least.
  package var leastImage: String { "an image of at least \(kernel) with padding \(paddingText)" }

  /// Height, width and channels of the output.
  package func outputExtents(_ input: [Int]) -> [Int] { geometry(input).output }

  /// The weight and the bias.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    let inputs = inputShapes[0][2] / groups
    return [
      ParameterShape(
        name: "weight", shape: [kernel[0], kernel[1], inputs, channels], fileAxes: [3, 2, 0, 1],
        fanIn: kernel[0] * kernel[1] * inputs),
      ParameterShape(name: "bias", shape: [channels], fanIn: kernel[0] * kernel[1] * inputs),
    ]
  }

  /// The convolution itself.
  package func geometry(_ input: [Int]) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: input, outputChannels: channels, kernel: kernel, strides: strides,
      padding: padding, dilations: dilations, groups: groups)
  }
}
