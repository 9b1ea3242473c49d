import Tensors

/// A two-dimensional convolution (cross-correlation, as in PyTorch) with a bias per channel.
public struct Convolution: Layer {
  /// The name of the kind in files.
  public static let kind = "convolution"
  /// The number of output channels.
  public let channels: Int
  /// Height and width of the kernel.
  public let kernel: [Int]
  /// The distance between neighbouring kernel positions.
  public let stride: Int
  /// The zeros around the input, on every side.
  public let padding: Int

  /// Creates a convolution with a square kernel.
  public init(_ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0) {
    self.channels = channels
    self.kernel = [kernel, kernel]
    self.stride = stride
    self.padding = padding
  }

  /// Checks the inputs and returns the shape of one output sample.
  public func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 1, inputs[0].count == 3, isSound else {
      throw .shapeMismatch(layer: Self.kind, expected: "one image", found: inputs)
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
  public func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    let inputs = inputShapes[0][2]
    return [
      ParameterShape(
        name: "weight", shape: [kernel[0], kernel[1], inputs, channels], fileAxes: [3, 2, 0, 1],
        fanIn: kernel[0] * kernel[1] * inputs),
      ParameterShape(name: "bias", shape: [channels], fanIn: kernel[0] * kernel[1] * inputs),
    ]
  }

  /// The multiply-adds of one sample.
  public func productCount(inputShapes: [[Int]]) -> Int { geometry(inputShapes[0]).productCount }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  public func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ConvolutionKernel(geometry(inputShapes[0]), isTransposed: false, maximumRows: maximumRows)
  }

  private var isSound: Bool {
    kernel.count == 2
      && NetworkLimits.allows(settings: channels, kernel[0], kernel[1], stride)
      && (0...NetworkLimits.extent).contains(padding)
  }

  private func geometry(_ input: [Int]) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: input, outputChannels: channels, kernel: kernel, stride: stride, padding: padding)
  }
}
