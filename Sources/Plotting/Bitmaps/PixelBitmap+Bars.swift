import Numerics

extension PixelBitmap {
  /// Bars as a picture for files: one below the other on white from a grey line at zero, without names and numbers.
  ///
  /// - Parameters:
  ///   - lengths: The lengths from -1 to 1; beyond as the ends, NaN as none.
  ///   - hasNegative: Whether zero stands in the middle although no length is negative.
  ///   - color: The colour of the bars.
  ///   - leastSide: The smallest width and height.
  /// - Returns: The picture.
  package static func bars(
    _ lengths: [Float], hasNegative: Bool = false, color: RGB = RGB(40, 90, 160),
    leastSide: Int = 256
  ) -> PixelBitmap {
    let count = max(1, lengths.count)
    let step = max(3, (leastSide + count - 1) / count)
    let width = max(leastSide, 64)
    let margin = 4
    let hasNegative = hasNegative || lengths.contains { $0 < 0 }
    let zero = hasNegative ? width / 2 : margin
    let extent = width - margin - zero - 1
    var bitmap = PixelBitmap(width: width, height: max(leastSide, count * step))
    for (index, length) in lengths.enumerated() where !length.isNaN {
      let pixels = Int(clamping: (length.magnitude * Float(extent)).rounded(), to: 0...extent)
      let first = length < 0 ? max(0, zero - pixels) : zero
      for row in index * step..<(index + 1) * step - max(1, step / 4) {
        for column in first..<min(width, first + pixels) { bitmap[column, row] = color }
      }
    }
    for row in 0..<bitmap.height { bitmap[zero, row] = RGB(128, 128, 128) }
    return bitmap
  }
}
