import Plotting

/// The positions of the lines common to all screens, and of the screen itself.
struct ScreenLayout {
  /// The smallest usable terminal.
  static let minimum = Size(columns: 60, rows: 18)

  /// The whole terminal.
  let size: Size

  /// Whether there is room for more than the card with the required size.
  var isUsable: Bool {
    size.columns >= Self.minimum.columns && size.rows >= Self.minimum.rows
  }

  /// The line of names and screens.
  var header: Rect { line(0) }
  /// The line of state and figures.
  var status: Rect { line(size.rows - 2) }
  /// The line of keys.
  var hints: Rect { line(size.rows - 1) }
  /// Everything between header and status.
  var body: Rect { Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 3) }

  private func line(_ row: Int) -> Rect {
    Rect(column: 0, row: row, columns: size.columns, rows: 1)
  }
}
