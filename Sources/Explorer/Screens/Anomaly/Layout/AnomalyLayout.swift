import Plotting

/// The panes of the Anomaly screen.
struct AnomalyLayout {
  /// The table of sets and scores.
  let table: Rect
  /// The distributions of a score.
  let histograms: Rect
  /// The most unusual samples.
  let worst: Rect

  private static let leastLower = 7

  /// Lays the panes out in the body of the screen.
  ///
  /// - Parameters:
  ///   - body: The available block.
  ///   - rowCount: The rows of the table, without its heading.
  init(_ body: Rect, rowCount: Int) {
    // Borders, the heading and the line of facts.
    let wanted = rowCount + 4
    let upper = max(0, min(wanted, body.rows - Self.leastLower))
    table = Rect(column: body.column, row: body.row, columns: body.columns, rows: upper)
    let listColumns = body.columns >= 120 ? 52 : (body.columns >= 96 ? 42 : body.columns * 2 / 5)
    histograms = Rect(
      column: body.column, row: table.endRow, columns: body.columns - listColumns,
      rows: body.rows - upper)
    worst = Rect(
      column: histograms.endColumn, row: table.endRow, columns: listColumns,
      rows: body.rows - upper)
  }
}
