/// Resamples an image to another size.
package struct Resize: Layer {
  /// The name of the layer type in files.
  package static let kind = "resize"

  /// How pixels are interpolated.
  package enum Method: String, Codable, Sendable, CaseIterable {
    case nearest, linear, cubic
  }

  /// Where a pixel of the output lies in the input, `x` being its position and `scale` the ratio of the extents.
  package enum Coordinates: String, Codable, Sendable, CaseIterable {
    /// `(x + 0.5) / scale - 0.5`.
    case halfPixel
    /// As ``halfPixel``, but 0 where the output has one pixel.
    case pytorchHalfPixel
    /// `x / scale`.
    case asymmetric
    /// The first and the last pixels coincide.
    case alignCorners
    /// As ``halfPixel``, about the centre of the image where `scale` is not the ratio of the extents.
    case halfPixelSymmetric
  }

  /// Which pixel is the nearest one.
  package enum Rounding: String, Codable, Sendable, CaseIterable {
    /// The nearest, the lower of two.
    case preferFloor
    /// The nearest, the upper of two.
    case preferCeiling
    case floor
    case ceiling
  }

  /// Height and width of the output.
  package let size: [Int]
  /// How pixels are interpolated.
  package let method: Method
  /// Where pixels of the output lie in the input.
  package let coordinates: Coordinates
  /// Which pixel is the nearest one.
  package let rounding: Rounding
  /// The ratios of output to input that coordinates use; missing where they are those of the extents.
  package let scales: [Double]?
  /// The coefficient of cubic interpolation.
  package let cubicCoefficient: Double
  /// Whether the weights of pixels outside the image are dropped and the others scaled up, instead of repeating the edge.
  package let excludesOutside: Bool

  /// Creates a layer.
  package init(
    size: [Int], method: Method, coordinates: Coordinates = .halfPixel,
    rounding: Rounding = .preferFloor, scales: [Double]? = nil, cubicCoefficient: Double = -0.75,
    excludesOutside: Bool = false
  ) {
    self.size = size
    self.method = method
    self.coordinates = coordinates
    self.rounding = rounding
    self.scales = scales
    self.cubicCoefficient = cubicCoefficient
    self.excludesOutside = excludesOutside
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyImage(inputs)
    try NetworkLimits.check(size.count, "size extents", in: 2...2, layer: Self.kind)
    for extent in size { try NetworkLimits.check(extent, "size", layer: Self.kind) }
    let scales = scales ?? [1, 1]
    try NetworkLimits.check(scales.count, "scales", in: 2...2, layer: Self.kind)
    guard scales.allSatisfy({ (1e-6...1e6).contains($0) }), cubicCoefficient.isFinite else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "scales \(scales) from 0.000001 to 1000000", found: inputs)
    }
    return size + [input[2]]
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    method == .nearest
      ? IndexMap.memory(output: size + [inputShapes[0][2]])
      : ResizeKernel.memory(input: inputShapes[0], size: size, method: method)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    let input = inputShapes[0]
    let axes = (0..<2).map { ResamplingAxis(self, extent: input[$0], axis: $0) }
    guard method == .nearest else { return ResizeKernel(input: input, axes: axes) }
    let positions = axes.map { $0.positions.map(Int.init) } + [Array(0..<input[2])]
    return IndexMapKernel(IndexMap(inputShape: input, positions: positions))
  }
}
