/// A picture's elements with one channel, as the measurements read them.
struct PixelGrid {
  let elements: UnsafeBufferPointer<Float>
  let height: Int
  let width: Int

  /// The elements of one row.
  func row(_ index: Int) -> UnsafePointer<Float>? {
    elements.baseAddress?.advanced(by: index &* width)
  }
}

/// A position in a picture in pixels from the centre of the top left pixel.
package struct PixelPosition: Sendable, Equatable {
  /// The distance downwards.
  package var row: Double
  /// The distance to the right.
  package var column: Double

  /// Creates a position.
  ///
  /// - Parameters:
  ///   - row: The distance downwards from the centre of the top row.
  ///   - column: The distance to the right from the centre of the left column.
  package init(row: Double, column: Double) {
    self.row = row
    self.column = column
  }
}
