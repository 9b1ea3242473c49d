import Plotting

/// The panes of the Diagnose screen.
struct DiagnoseLayout {
  /// The matrix of factors and latents.
  let matrix: Rect
  /// The list of scores.
  let scores: Rect
  /// The aggregate posteriors.
  let posteriors: Rect

  /// Lays the panes out in the body of the screen.
  init(_ body: Rect) {
    let scoresColumns = body.columns >= 140 ? 40 : (body.columns >= 76 ? 32 : 24)
    let lower = min(max(4, body.rows * 3 / 10), body.rows)
    let upper = body.rows - lower
    matrix = Rect(
      column: body.column, row: body.row, columns: body.columns - scoresColumns, rows: upper)
    scores = Rect(
      column: matrix.endColumn, row: body.row, columns: scoresColumns, rows: upper)
    posteriors = Rect(
      column: body.column, row: matrix.endRow, columns: body.columns, rows: lower)
  }
}
