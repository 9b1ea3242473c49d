/// The windows of a pooling along one axis.
struct PoolingWindows: Sendable {
  private let extent: Int
  private let kernel: Int
  private let stride: Int
  private let before: Int
  private let after: Int
  let dilation: Int
  /// The number of windows; below one where the kernel does not fit.
  let count: Int

  init(
    extent: Int, kernel: Int, stride: Int, before: Int, after: Int, dilation: Int, isCeiling: Bool
  ) {
    self.extent = extent
    self.kernel = kernel
    self.stride = stride
    self.before = before
    self.after = after
    self.dilation = dilation
    let room = extent + before + after - dilation * (kernel - 1) - 1
    var count = room < 0 ? 0 : (isCeiling ? room + stride - 1 : room) / stride + 1
    // A window begins in the image or in the padding before it.
    if isCeiling, count > 1, (count - 1) * stride >= extent + before { count -= 1 }
    self.count = count
  }

  /// Whether no window can lie in the padding alone, unless its elements are apart.
  var overlapImage: Bool { max(before, after) <= dilation * (kernel - 1) }

  /// The first element of a window inside the image, the number of them there, and that with padding.
  func elements(of window: Int) -> (first: Int, count: Int, padded: Int) {
    let start = window * stride - before
    let skipped = start < 0 ? (dilation - 1 - start) / dilation : 0
    let end = elements(from: start, before: extent)
    return (
      start + skipped * dilation, max(0, end - skipped),
      elements(from: start, before: extent + after)
    )
  }

  /// The elements of a window that begins at `start` that lie before `limit`.
  private func elements(from start: Int, before limit: Int) -> Int {
    start >= limit ? 0 : min(kernel, (limit - 1 - start) / dilation + 1)
  }
}
