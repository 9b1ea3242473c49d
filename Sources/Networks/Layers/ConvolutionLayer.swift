/// A convolution or its adjoint, with a bias per channel.
package protocol ConvolutionLayer: RectifiableLayer {
  /// Whether it is the adjoint.
  static var isTransposed: Bool { get }
  /// The number of output channels.
  var channels: Int { get }
  /// Height and width of the kernel.
  var kernel: [Int] { get }
  /// The distances between neighbouring windows, down and across.
  var strides: [Int] { get }
  /// The pixels about the image, or cut off it: top, left, bottom, right.
  var padding: [Int] { get }
  /// The distances between neighbouring elements of the kernel, down and across.
  var dilations: [Int] { get }
  /// The number of groups of channels that do not mix.
  var groups: Int { get }

  /// What an image has to be at least, for errors.
  var leastImage: String { get }
  /// Height, width and channels of the output.
  func outputExtents(_ input: [Int]) -> [Int]
  /// The convolution, or the one whose adjoint this is.
  func geometry(_ input: [Int]) -> ConvolutionGeometry
  /// Checks settings that not every convolution has.
  func checkFurtherSettings() throws(NetworkError)
}

extension ConvolutionLayer {
  /// There are no others.
  package func checkFurtherSettings() throws(NetworkError) {}

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
    let output = outputExtents(inputs[0])
    guard output[0] > 0, output[1] > 0 else {
      throw .shapeMismatch(layer: Self.kind, expected: leastImage, found: inputs)
    }
    try geometry(inputs[0]).checkLimits(layer: Self.kind)
    return output
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
      geometry(inputShapes[0]), isTransposed: Self.isTransposed, maximumRows: maximumRows,
      negativeSlope: negativeSlope)
  }

  private func checkSettings() throws(NetworkError) {
    try check(kernel, "kernel", count: 2, in: 1...NetworkLimits.extent)
    try check(strides, "stride", count: 2, in: 1...NetworkLimits.extent)
    try check(dilations, "dilation", count: 2, in: 1...NetworkLimits.extent)
    try check(padding, "padding", count: 4, in: 0...NetworkLimits.extent)
    try NetworkLimits.check(channels, "channels", layer: Self.kind)
    try NetworkLimits.check(groups, "groups", layer: Self.kind)
    try checkFurtherSettings()
  }

  /// Checks a setting of every axis or side.
  func check(
    _ values: [Int], _ name: String, count: Int, in range: ClosedRange<Int>
  ) throws(NetworkError) {
    try NetworkLimits.check(
      values.count, "\(name) extents", in: count...count, layer: Self.kind)
    for value in values { try NetworkLimits.check(value, name, in: range, layer: Self.kind) }
  }

  /// The padding, in words: one number where all sides agree.
  var paddingText: String {
    Set(padding).count == 1 ? "\(padding[0])" : "\(padding)"
  }
}
