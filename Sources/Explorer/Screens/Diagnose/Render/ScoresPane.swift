import Diagnostics
import Plotting

extension Frame {
  /// Draws as many scores as there are rows.
  mutating func drawScoresPane(
    _ diagnosis: Diagnosis, _ state: ExplorerState, in pane: Rect, ink: Ink
  ) {
    let inside = pane.inset(by: 1)
    let lines = ScoreLines(diagnosis, columns: inside.columns, glyphs: ink.glyphs).lines
    let first = min(state.diagnose.scoresOffset, max(0, lines.count - inside.rows))
    let shown = lines.dropFirst(first).prefix(inside.rows)
    for (offset, line) in shown.enumerated() {
      writeField(
        line.text, row: inside.row + offset, in: inside, style: line.isFaint ? ink.faint : ink.text,
        ink: ink)
    }
    let seen =
      shown.count < lines.count ? "\(first + 1)-\(first + shown.count) of \(lines.count)" : ""
    drawBox(
      pane, title: "scores", trailingTitle: seen, focused: state.diagnose.focus == .scores,
      style: ink.box)
  }
}
