/// The selected row of a list that may be longer than its pane.
enum ListCursor {
  /// The row after moving by some rows, clamped to the list; 0 in an empty list.
  static func moved(_ row: Int, by step: Int, count: Int) -> Int {
    min(max(0, row + step), max(0, count - 1))
  }

  /// The rows to show, as many as have room; see ``firstVisible(chosen:count:rows:last:)``.
  static func visible(chosen: Int, count: Int, rows: Int, last: Int? = nil) -> Range<Int> {
    let first = firstVisible(chosen: chosen, count: count, rows: rows, last: last)
    return first..<max(first, min(count, first + rows))
  }

  /// The first row to show so that the chosen one is in view, near the middle where there is room; that of the last view
  /// stays while the chosen one is in it.
  static func firstVisible(chosen: Int, count: Int, rows: Int, last: Int? = nil) -> Int {
    guard count > rows, rows > 0 else { return 0 }
    if let last, (last..<last + rows).contains(chosen), last <= count - rows { return last }
    return min(max(0, chosen - rows / 2), count - rows)
  }
}

extension Range<Int> {
  /// Which of how many are seen, counted from 1: `3-9 of 12`; `nil` where all are.
  func part(of total: Int) -> String? {
    count < total ? "\(lowerBound + 1)-\(upperBound) of \(total)" : nil
  }
}
