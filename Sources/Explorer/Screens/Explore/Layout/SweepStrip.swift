import Plotting

/// Whether there is room for the sweep strip, and its possible heights.
enum SweepStrip {
  /// The number of values of a strip.
  static let valueCount = 7
  /// The smallest terminal with a strip, with header, status and hints.
  static let leastTerminal = Size(columns: 96, rows: 30)
  /// A border, a line of values and three rows of image.
  private static let leastRowCount = 6
  /// The border and the line of values.
  private static let frameRowCount = 3

  /// The number of images in the strip; 0 where there is no room for it.
  static func count(in body: Rect) -> Int { leastRows(in: body) > 0 ? valueCount : 0 }

  /// The rows of the shortest strip; 0 where there is no room for it.
  static func leastRows(in body: Rect) -> Int {
    let least = ScreenLayout(size: leastTerminal).body
    return body.columns >= least.columns && body.rows >= least.rows ? leastRowCount : 0
  }

  /// The possible rows, up to those of the tallest image that the width allows in a third of the screen.
  static func rowChoices(in body: Rect, of picture: PictureExtent) -> ClosedRange<Int> {
    let least = leastRows(in: body)
    guard least > 0 else { return 0...0 }
    let most = body.rows / 3
    let placed = picture.placed(
      columns: (body.columns - 2) / valueCount - 1, rows: max(1, most - frameRowCount))
    return least...max(least, placed.rect.rows + frameRowCount)
  }
}
