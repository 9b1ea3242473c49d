/// A picture of three numbers per pixel, red, green and blue, in the unit of the data.
package struct ColorImage: Sendable, Equatable {
  /// The number of pixels in a row.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// The numbers, pixel by pixel in rows from the top left.
  package let values: [Float]

  /// Creates a picture from its rows.
  ///
  /// - Parameters:
  ///   - width: The number of pixels in a row.
  ///   - height: The number of rows.
  ///   - values: Red, green and blue of every pixel, row by row from the top left.
  /// - Precondition: `values.count == 3 * width * height`.
  package init(width: Int, height: Int, values: [Float]) {
    precondition(
      width >= 0 && height >= 0 && values.count == 3 * width * height,
      "ColorImage: \(values.count) values for \(width) x \(height)")
    self.width = width
    self.height = height
    self.values = values
  }

  /// The channels of a pixel; column 0, row 0 is the top left.
  package subscript(column: Int, row: Int) -> SIMD3<Float> {
    precondition(
      column >= 0 && column < width && row >= 0 && row < height,
      "ColorImage: \(column), \(row) of \(width) x \(height)")
    return channels(ofPixel: row * width + column)
  }

  /// The weighted sum of the channels by which they differ in lightness (luma of ITU-R BT.709).
  package var luminance: ScalarImage {
    ScalarImage(
      width: width, height: height,
      values: (0..<width * height).map { (channels(ofPixel: $0) * Self.weights).sum() })
  }

  private static let weights = SIMD3<Float>(0.2126, 0.7152, 0.0722)

  func channels(ofPixel pixel: Int) -> SIMD3<Float> {
    SIMD3(values[3 * pixel], values[3 * pixel + 1], values[3 * pixel + 2])
  }
}
