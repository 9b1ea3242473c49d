import Maps
import Plotting

extension Frame {
  /// Draws the list of columns over the screen: what is typed, then the lines that match.
  mutating func draw(
    _ columns: ColumnsState, _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    guard let points = state.map.points else { return }
    let entries = columns.entries(of: points)
    let title =
      switch columns.purpose {
      case .color: "colour by"
      case .across: "axis across"
      case .up: "axis upwards"
      }
    let place = body.centered(columns: 46, rows: min(body.rows, 18))
    let inside = drawOverlayBox(
      place, title: title, trailingTitle: "\(entries.count) fit", ink: ink)
    drawTextField(
      columns.field, prompt: " / ", column: inside.column, row: inside.row,
      columns: inside.columns, ink: ink)
    let rows = inside.rows - 1
    let first = ListCursor.firstVisible(chosen: columns.chosen, count: entries.count, rows: rows)
    for (offset, entry) in entries.dropFirst(first).prefix(rows).enumerated() {
      let width = inside.columns - 2
      let text =
        entry.title.fitted(
          to: max(0, width - entry.kind.columns(glyphs: ink.glyphs) - 1), glyphs: ink.glyphs) + " "
        + entry.kind
      drawListLine(
        text, isChosen: first + offset == columns.chosen, column: inside.column,
        row: inside.row + 1 + offset, columns: inside.columns, style: ink.text,
        line: first + offset, ink: ink)
    }
  }
}
