/// The greatest or the mean value of every window of an image, by channel.
package struct Pooling: Layer {
  /// The name of the layer type in files.
  package static let kind = "pooling"

  /// What is computed of a window.
  package enum Operation: String, Codable, Sendable, CaseIterable {
    case maximum, mean
  }

  /// What is computed of a window.
  package let operation: Operation
  /// Height and width of the window.
  package let kernel: [Int]
  /// The distances between neighbouring windows, down and across.
  package let strides: [Int]
  /// The pixels around the image: top, left, bottom, right.
  package let padding: [Int]
  /// The distances between neighbouring elements of the window, down and across.
  package let dilations: [Int]
  /// Whether a last window that does not fit as a whole counts, as long as it begins before the end of the image.
  package let isCeiling: Bool
  /// Whether the mean counts the padding as zeros.
  package let countsPadding: Bool

  /// Creates a layer.
  package init(
    _ operation: Operation, kernel: [Int], strides: [Int], padding: [Int] = [0, 0, 0, 0],
    dilations: [Int] = [1, 1], isCeiling: Bool = false, countsPadding: Bool = false
  ) {
    self.operation = operation
    self.kernel = kernel
    self.strides = strides
    self.padding = padding
    self.dilations = dilations
    self.isCeiling = isCeiling
    self.countsPadding = countsPadding
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyImage(inputs)
    try checkSettings()
    let output = windows(input).map(\.count)
    guard output.allSatisfy({ $0 > 0 }), windows(input).allSatisfy(\.overlapImage) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "an image of at least \(kernel) with padding \(padding)",
        found: inputs)
    }
    return output + [input[2]]
  }

  private func checkSettings() throws(NetworkError) {
    for (name, values, count, least) in [
      ("kernel", kernel, 2, 1), ("strides", strides, 2, 1), ("dilations", dilations, 2, 1),
      ("padding", padding, 4, 0),
    ] {
      try NetworkLimits.check(
        values.count, "\(name) extents", in: count...count, layer: Self.kind)
      for value in values {
        try NetworkLimits.check(
          value, name, in: least...NetworkLimits.extent, layer: Self.kind)
      }
    }
  }

  private func windows(_ input: [Int]) -> [PoolingWindows] {
    (0..<2).map { axis in
      PoolingWindows(
        extent: input[axis], kernel: kernel[axis], stride: strides[axis],
        before: padding[axis], after: padding[axis + 2], dilation: dilations[axis],
        isCeiling: isCeiling)
    }
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    PoolingKernel.memory(windows(inputShapes[0]))
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    PoolingKernel(
      operation, input: inputShapes[0], windows: windows(inputShapes[0]),
      countsPadding: countsPadding)
  }
}
