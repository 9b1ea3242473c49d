/// The selected row of a list that may be longer than its pane.
enum ListCursor {
  /// The row after moving by some rows, clamped to the list; 0 in an empty list.
  static func moved(_ row: Int, by step: Int, count: Int) -> Int {
    min(max(0, row + step), max(0, count - 1))
  }

  /// The first row to show so that the selected one is in view: that of the last view where possible, else
  /// with the selected one near the middle.
  static func firstVisible(chosen: Int, count: Int, rows: Int, last: Int? = nil) -> Int {
    guard count > rows, rows > 0 else { return 0 }
    if let last, (last..<last + rows).contains(chosen), last <= count - rows { return last }
    return min(max(0, chosen - rows / 2), count - rows)
  }
}
