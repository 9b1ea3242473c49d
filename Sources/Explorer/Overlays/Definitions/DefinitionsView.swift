import Diagnostics
import Plotting

extension Frame {
  /// Draws the definitions over the screen.
  mutating func draw(
    _ definitions: DefinitionsState, _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    let inside = DefinitionLines.room(in: body)
    let lines = DefinitionLines(state, definitions.subject, columns: inside.columns).lines
    let first = min(definitions.offset, max(0, lines.count - inside.rows))
    let shown = lines.dropFirst(first).prefix(inside.rows)
    let box = Rect(
      column: inside.column - 1, row: inside.row - 1, columns: inside.columns + 2,
      rows: inside.rows + 2)
    _ = drawOverlayBox(
      box, title: "definitions",
      trailingTitle: "\(first + 1)-\(first + shown.count) of \(lines.count)", ink: ink)
    for (offset, line) in shown.enumerated() {
      writeField(
        line.text, column: inside.column, row: inside.row + offset, columns: inside.columns,
        style: line.isHeading ? ink.accent : ink.text, glyphs: ink.glyphs)
    }
  }
}
