/// A copy of images with a border of zeros, so that kernels need no bounds check at the edge.
struct PaddedImage: Sendable {
  let height: Int
  let width: Int
  let channels: Int
  let before: [Int]
  let after: [Int]

  var paddedHeight: Int { before[0] + height + after[0] }
  var paddedWidth: Int { before[1] + width + after[1] }
  var rowStride: Int { paddedWidth * channels }
  var sampleStride: Int { paddedHeight * rowStride }
  var isPadded: Bool { paddedHeight > height || paddedWidth > width }

  /// The memory that `rows` copies need; 0 when the images can be read where they are.
  func scratchCount(rows: Int) -> Int { isPadded ? rows * sampleStride : 0 }

  /// The padded images: copied into `scratch`, or in place when there is no padding.
  func place(
    _ source: UnsafePointer<Float>, rows: Int, scratch: UnsafeMutablePointer<Float>
  ) -> UnsafePointer<Float> {
    guard isPadded else { return source }
    let line = width * channels
    for row in 0..<rows {
      let target = scratch + row * sampleStride
      target.update(repeating: 0, count: before[0] * rowStride)
      for y in 0..<height {
        let start = target + (before[0] + y) * rowStride
        start.update(repeating: 0, count: before[1] * channels)
        (start + before[1] * channels).update(from: source + (row * height + y) * line, count: line)
        (start + before[1] * channels + line).update(repeating: 0, count: after[1] * channels)
      }
      (target + (before[0] + height) * rowStride).update(repeating: 0, count: after[0] * rowStride)
    }
    return UnsafePointer(scratch)
  }
}
