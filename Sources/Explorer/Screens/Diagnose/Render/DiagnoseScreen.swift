import Diagnostics
import Plotting

extension Frame {
  /// Draws the Diagnose screen.
  mutating func drawDiagnose(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard let diagnosis = state.diagnosis else {
      drawWaiting(state, in: body, ink: ink)
      return
    }
    let layout = DiagnoseLayout(body)
    drawMatrixPane(diagnosis, state, in: layout.matrix, ink: ink)
    drawScoresPane(diagnosis, state, in: layout.scores, ink: ink)
    drawPosteriorPane(diagnosis, state, in: layout.posteriors, ink: ink)
  }

  /// Draws how far the first diagnosis is, or why there is none.
  private mutating func drawWaiting(_ state: ExplorerState, in body: Rect, ink: Ink) {
    drawBox(body, title: "diagnosis", focused: true, style: ink.box)
    let inside = body.inset(by: 2)
    let lines = waitingLines(state, columns: inside.columns, ink: ink)
    let first = inside.row + max(0, (inside.rows - lines.count) / 2)
    for (index, line) in lines.prefix(inside.rows).enumerated() {
      writeField(
        line.text, column: inside.column, row: first + index, columns: inside.columns,
        alignment: .center, style: line.style, glyphs: ink.glyphs)
    }
  }

  private func waitingLines(
    _ state: ExplorerState, columns: Int, ink: Ink
  ) -> [(text: String, style: Style)] {
    guard let model = state.model else { return [("no model is open yet", ink.faint)] }
    if let halt = state.diagnose.halt {
      return [("not measured", ink.warning)]
        + halt.wrapped(to: columns).map { ($0, ink.text) } + [("r measures again", ink.faint)]
    }
    let progress = state.diagnose.progress
    let fraction = Float(progress?.fraction ?? 0)
    let bar = HorizontalBar.text(
      fraction: fraction, columns: min(40, max(10, columns - 8)), glyphs: ink.glyphs)
    return [
      ("measuring \(model.title)", ink.accent),
      ("[\(bar)] \(Int(fraction * 100))%", ink.text),
      (progress?.stage ?? "reading the samples", ink.text),
      ("", ink.text),
      ("Esc stops; other screens can be used in the meantime", ink.faint),
    ]
  }
}
