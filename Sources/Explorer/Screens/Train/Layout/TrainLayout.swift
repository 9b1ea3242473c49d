import Plotting

/// The panes of the Train screen.
struct TrainLayout {
  /// The main chart.
  let front: Rect
  /// The pane beside it, with the divergences of the latents or images; `nil` where there is no room.
  let side: Rect?
  /// The charts that follow, smaller.
  let small: [Rect]
  /// The list of runs.
  let runs: Rect
  /// The alerts; `nil` where there is no room.
  let alerts: Rect?

  /// Lays the panes out in the body of the screen; images take the room of the small charts too.
  init(_ body: Rect, runCount: Int, showsPictures: Bool) {
    let lines = min(max(runCount, 2), max(2, body.rows / 6))
    let lower = min(lines + 2, body.rows)
    let hasSmall = !showsPictures && body.rows >= 19 && body.columns >= 60
    let middle = hasSmall ? (body.rows >= 40 ? 12 : (body.rows >= 26 ? 8 : 6)) : 0
    let upper = body.rows - lower - middle
    let sideColumns =
      showsPictures
      ? max(body.columns / 2, body.columns - 60)
      : (body.columns >= 140 ? 56 : (body.columns >= 96 ? 40 : 32))
    let left = body.columns >= 76 ? body.columns - sideColumns : body.columns
    front = Rect(column: body.column, row: body.row, columns: left, rows: upper)
    side =
      left < body.columns
      ? Rect(column: body.column + left, row: body.row, columns: sideColumns, rows: upper) : nil
    let count = middle > 0 ? max(1, body.columns / Self.smallColumns) : 0
    small = (0..<count).map { index in
      let (start, end) = (index * body.columns / count, (index + 1) * body.columns / count)
      return Rect(
        column: body.column + start, row: body.row + upper, columns: end - start, rows: middle)
    }
    let row = body.row + upper + middle
    let runColumns = body.columns >= 76 ? body.columns * 11 / 20 : body.columns
    runs = Rect(column: body.column, row: row, columns: runColumns, rows: lower)
    alerts =
      runColumns < body.columns
      ? Rect(
        column: body.column + runColumns, row: row, columns: body.columns - runColumns, rows: lower)
      : nil
  }

  private static let smallColumns = 26
}
