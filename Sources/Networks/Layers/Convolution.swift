import Tensors

/// A two-dimensional convolution (cross-correlation, as in PyTorch) with a bias per channel.
package struct Convolution: RectifiableLayer {
  /// The name of the layer type in files.
  package static let kind = "convolution"
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

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    try checkSettings()
    guard inputs.count == 1, inputs[0].count == 3 else {
      throw .shapeMismatch(layer: Self.kind, expected: "one image", found: inputs)
    }
    guard inputs[0][2] % groups == 0, channels % groups == 0 else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "channels in \(groups) equal groups", found: inputs)
    }
    let output = geometry(inputs[0]).output
    guard output[0] > 0, output[1] > 0 else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "an image of at least \(kernel) with padding \(padding)",
        found: inputs)
    }
    try geometry(inputs[0]).checkLimits(layer: Self.kind)
    return output
  }

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

  /// The multiply-adds per sample.
  package func productCount(inputShapes: [[Int]]) -> Int { geometry(inputShapes[0]).productCount }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    ConvolutionPlan.memory(geometry(inputShapes[0]), maximumRows: maximumRows)
  }

  /// Code that runs the layer, and a rectifier after it, on up to `maximumRows` samples at a time.
  package func makeKernel(
    inputShapes: [[Int]], maximumRows: Int, negativeSlope: Float?
  ) -> any LayerKernel {
    ConvolutionKernel(
      geometry(inputShapes[0]), isTransposed: false, maximumRows: maximumRows,
      negativeSlope: negativeSlope)
  }

  private func checkSettings() throws(NetworkError) {
    try NetworkLimits.check(
      kernel.count, "kernel extents", in: 2...2, layer: Self.kind)
    for (name, value) in [
      ("channels", channels), ("kernel", kernel[0]), ("kernel", kernel[1]), ("stride", stride),
      ("dilation", dilation), ("groups", groups),
    ] {
      try NetworkLimits.check(value, name, layer: Self.kind)
    }
    try NetworkLimits.check(padding, "padding", in: 0...NetworkLimits.extent, layer: Self.kind)
  }

  private func geometry(_ input: [Int]) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: input, outputChannels: channels, kernel: kernel, stride: stride, padding: padding,
      dilation: dilation, groups: groups)
  }
}
