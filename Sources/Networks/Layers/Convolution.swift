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
  /// The distance between neighbouring kernel positions.
  package let stride: Int
  /// The zeros around the input, on every side.
  package let padding: Int

  /// The distance between neighbouring elements of the kernel.
  package let dilation: Int
  /// The number of groups of channels that do not mix.
  package let groups: Int

  /// Creates a convolution with a square kernel.
  package init(
    _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1
  ) {
    self.channels = channels
    self.kernel = [kernel, kernel]
    self.stride = stride
    self.padding = padding
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
    dilation = try container.decodeIfPresent(Int.self, forKey: .dilation) ?? 1
    groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
  }

  /// What an image has to be at least.
  package var leastImage: String { "an image of at least \(kernel) with padding \(padding)" }

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
      input: input, outputChannels: channels, kernel: kernel, stride: stride, padding: padding,
      dilation: dilation, groups: groups)
  }
}
