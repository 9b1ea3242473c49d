/// The offset tables of a convolution and of its weight gradient, which is the same product with lanes
/// and steps exchanged.
struct ForwardTables: Sendable {
  let image: PaddedImage
  /// The offset of every output pixel's window, row by row of the batch.
  let pixels: [Int32]
  /// The offset of every kernel element and input channel of the first group inside the window.
  let taps: [Int32]
  /// The offset of every output pixel's channels in the output.
  let outputs: [Int32]
  /// The offset of every kernel element's row of weights.
  let weights: [Int32]
  private let pixelsPerRow: Int

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    let image = PaddedImage(
      height: geometry.input[0], width: geometry.input[1], channels: geometry.input[2],
      before: Array(geometry.padding[..<2]), after: Array(geometry.padding[2...]))
    let (height, width) = (geometry.output[0], geometry.output[1])
    var pixels: [Int32] = []
    pixels.reserveCapacity(maximumRows * height * width)
    for row in 0..<maximumRows {
      for y in 0..<height {
        for x in 0..<width {
          let place = row * image.sampleStride + y * geometry.strides[0] * image.rowStride
          pixels.append(Int32(place + x * geometry.strides[1] * image.channels))
        }
      }
    }
    var taps: [Int32] = []
    for ky in 0..<geometry.kernel[0] {
      for kx in 0..<geometry.kernel[1] {
        let (y, x) = (ky * geometry.dilations[0], kx * geometry.dilations[1])
        let place = y * image.rowStride + x * image.channels
        taps += (0..<geometry.groupInputs).map { Int32(place + $0) }
      }
    }
    self.image = image
    self.pixels = pixels
    self.taps = taps
    outputs = pixels.indices.map { Int32($0 * geometry.outputChannels) }
    weights = taps.indices.map { Int32($0 * geometry.outputChannels) }
    pixelsPerRow = height * width
  }

  /// Calls `body` with the pixel and output tables of the first `rows` samples.
  func withPixels(
    rows: Int, _ body: (UnsafeBufferPointer<Int32>, UnsafePointer<Int32>) -> Void
  ) {
    pixels.withUnsafeBufferPointer { pixels in
      outputs.withUnsafeBufferPointer { outputs in
        guard let outputs = outputs.baseAddress else { return }
        body(UnsafeBufferPointer(rebasing: pixels[0..<rows * pixelsPerRow]), outputs)
      }
    }
  }
}
