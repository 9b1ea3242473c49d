import Plotting
import Runs

extension Frame {
  /// Draws the list of charts over the screen: what is typed, then the charts that match.
  mutating func draw(_ charts: ChartsState, _ state: ExplorerState, in body: Rect, ink: Ink) {
    let entries = state.entries(of: charts)
    let inside = drawOverlayBox(
      body.centered(columns: 60, rows: min(body.rows, 20)), title: "charts",
      trailingTitle: "\(entries.count) fit", ink: ink)
    drawTextField(
      charts.field, prompt: " / ", column: inside.column, row: inside.row,
      columns: inside.columns, ink: ink)
    let rows = max(0, inside.rows - 1)
    let chosen = min(charts.chosen, max(0, entries.count - 1))
    let first = ListCursor.firstVisible(chosen: chosen, count: entries.count, rows: rows)
    for (offset, entry) in entries.dropFirst(first).prefix(rows).enumerated() {
      let count = entry.series.count > 1 ? "\(entry.series.count) series" : ""
      let text =
        entry.title.fitted(
          to: max(0, inside.columns - count.columns(glyphs: ink.glyphs) - 4), glyphs: ink.glyphs)
        + " " + count
      drawListLine(
        text, isChosen: first + offset == chosen, column: inside.column,
        row: inside.row + 1 + offset, columns: inside.columns, style: ink.text,
        line: first + offset, ink: ink)
    }
  }
}
