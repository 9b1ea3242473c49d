/// A picture of eight-bit sRGB pixels, for files.
package struct PixelBitmap: Sendable, Equatable {
  /// The number of pixels in a row.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// Red, green and blue of each pixel, row by row from the top left.
  package private(set) var pixels: [UInt8]

  /// Creates a picture of one colour.
  ///
  /// - Parameters:
  ///   - width: The number of pixels in a row.
  ///   - height: The number of rows.
  ///   - background: The colour.
  package init(width: Int, height: Int, background: RGB = RGB(255, 255, 255)) {
    precondition(width >= 0 && height >= 0, "PixelBitmap: \(width) x \(height)")
    self.width = width
    self.height = height
    pixels = Array(repeating: background.red, count: 3 * width * height)
    for start in stride(from: 0, to: pixels.count, by: 3) {
      pixels[start + 1] = background.green
      pixels[start + 2] = background.blue
    }
  }

  /// Reads or writes one pixel; column 0, row 0 is the top left.
  package subscript(column: Int, row: Int) -> RGB {
    get {
      let start = index(column, row)
      return RGB(pixels[start], pixels[start + 1], pixels[start + 2])
    }
    set {
      let start = index(column, row)
      pixels[start] = newValue.red
      pixels[start + 1] = newValue.green
      pixels[start + 2] = newValue.blue
    }
  }

  private func index(_ column: Int, _ row: Int) -> Int {
    precondition(
      column >= 0 && column < width && row >= 0 && row < height,
      "PixelBitmap: \(column), \(row) of \(width) x \(height)")
    return 3 * (row * width + column)
  }
}
