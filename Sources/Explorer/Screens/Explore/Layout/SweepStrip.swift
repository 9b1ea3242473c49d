import Plotting

/// Whether the sweep strip has room, and how tall it may be.
enum SweepStrip {
  /// The values of a strip: -3 to 3 in whole standard deviations.
  static let valueCount = 7
  /// The smallest terminal with a strip, header, status and hints included.
  static let leastTerminal = Size(columns: 96, rows: 30)
  /// A border, a line of values and three rows of picture.
  private static let leastRowCount = 6
  /// The border and the line of values.
  private static let frameRowCount = 3

  /// The number of pictures in the strip; 0 where it has no room.
  static func count(in body: Rect) -> Int { leastRows(in: body) > 0 ? valueCount : 0 }

  /// The rows of the shortest strip; 0 where it has no room.
  static func leastRows(in body: Rect) -> Int {
    let least = ScreenLayout(size: leastTerminal).body
    return body.columns >= least.columns && body.rows >= least.rows ? leastRowCount : 0
  }

  /// The rows to choose from, up to the tallest picture that the width allows in a third of the screen.
  static func rowChoices(in body: Rect, of picture: PictureExtent) -> ClosedRange<Int> {
    let least = leastRows(in: body)
    guard least > 0 else { return 0...0 }
    let most = body.rows / 3
    let placed = picture.placed(
      columns: (body.columns - 2) / valueCount - 1, rows: max(1, most - frameRowCount))
    return least...max(least, placed.rect.rows + frameRowCount)
  }
}
