/// A picture of one number per pixel, in the unit of the data.
package struct ScalarImage: Sendable, Equatable {
  /// The number of pixels in a row.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// The numbers, row by row from the top left.
  package var values: [Float]

  /// Creates a picture from its rows.
  ///
  /// - Parameters:
  ///   - width: The number of pixels in a row.
  ///   - height: The number of rows.
  ///   - values: The numbers, row by row from the top left.
  /// - Precondition: `values.count == width * height`.
  package init(width: Int, height: Int, values: [Float]) {
    precondition(
      width >= 0 && height >= 0 && values.count == width * height,
      "ScalarImage: \(values.count) values for \(width) x \(height)")
    self.width = width
    self.height = height
    self.values = values
  }

  /// The number of a pixel; column 0, row 0 is the top left.
  package subscript(column: Int, row: Int) -> Float {
    precondition(
      column >= 0 && column < width && row >= 0 && row < height,
      "ScalarImage: \(column), \(row) of \(width) x \(height)")
    return values[row * width + column]
  }
}
