import Tensors

/// One residue class of input pixels in the adjoint of a strided convolution.
///
/// Input pixels whose position plus padding has the same remainder modulo the stride are reached by the same
/// kernel elements, so within a class the adjoint is an ordinary convolution of stride one.
struct AdjointPhase: Sendable {
  /// The offset of every input pixel's window in the padded output image, row by row of the batch.
  let pixels: [Int32]
  /// The offset of every kernel element and output channel of the first group inside the window.
  let taps: [Int32]
  /// The offset of every input pixel's channels in the input image.
  let targets: [Int32]
  /// The kernel elements of this class, as flat positions in the kernel, in the order of `taps`.
  let kernelElements: [Int]
  let pixelsPerRow: Int

  /// This phase's lanes within a range of the lanes of all phases, cut at tile boundaries.
  ///
  /// - Parameters:
  ///   - rows: The number of samples.
  ///   - first: The number of this phase's first lane.
  ///   - shared: The range, in lanes of all phases.
  /// - Returns: Positions in ``pixels``.
  func lanes(rows: Int, from first: Int, within shared: Range<Int>) -> Range<Int> {
    let count = rows * pixelsPerRow
    let cut = { (number: Int) in
      let lane = min(max(0, number - first), count)
      return lane == count ? count : lane / IndexedProduct.tileLanes * IndexedProduct.tileLanes
    }
    return cut(shared.lowerBound)..<cut(shared.upperBound)
  }

  /// The positions along one axis with the same remainder.
  struct Axis {
    /// The positions in the input.
    let positions: [Int]
    /// The quotient of every position: the window's place in the output before any kernel shift.
    let windows: [Int]
    /// The kernel indices that reach these positions, each with its shift in the output.
    let taps: [(index: Int, shift: Int)]

    init(_ geometry: ConvolutionGeometry, axis: Int, remainder: Int) {
      let (stride, dilation) = (geometry.strides[axis], geometry.dilations[axis])
      let padding = geometry.padding[axis]
      let reached = (0..<geometry.input[axis]).filter { ($0 + padding) % stride == remainder }
      positions = reached
      windows = reached.map { ($0 + padding) / stride }
      taps = (0..<geometry.kernel[axis]).filter { $0 * dilation % stride == remainder }.map {
        (index: $0, shift: -($0 * dilation / stride))
      }
    }
  }

  init(
    _ geometry: ConvolutionGeometry, vertical: Axis, horizontal: Axis, image: PaddedImage,
    maximumRows: Int
  ) {
    var pixels: [Int32] = []
    var targets: [Int32] = []
    for row in 0..<maximumRows {
      for (y, windowY) in zip(vertical.positions, vertical.windows) {
        for (x, windowX) in zip(horizontal.positions, horizontal.windows) {
          let line = row * image.paddedHeight + windowY + image.before[0]
          let place = line * image.paddedWidth + windowX + image.before[1]
          pixels.append(Int32(place * image.channels))
          let target = (row * geometry.input[0] + y) * geometry.input[1] + x
          targets.append(Int32(target * geometry.input[2]))
        }
      }
    }
    var taps: [Int32] = []
    var elements: [Int] = []
    for (ky, shiftY) in vertical.taps {
      for (kx, shiftX) in horizontal.taps {
        elements.append(ky * geometry.kernel[1] + kx)
        let place = (shiftY * image.paddedWidth + shiftX) * image.channels
        taps += (0..<geometry.groupOutputs).map { Int32(place + $0) }
      }
    }
    self.pixels = pixels
    self.targets = targets
    self.taps = taps
    kernelElements = elements
    pixelsPerRow = vertical.positions.count * horizontal.positions.count
  }
}
