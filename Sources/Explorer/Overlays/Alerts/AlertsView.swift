import Plotting

extension Frame {
  /// Draws the list of alerts over the screen; the chosen one is told in full below.
  mutating func draw(_ alerts: AlertsState, _ state: ExplorerState, in body: Rect, ink: Ink) {
    let lines = state.alertLines
    let inside = drawOverlayBox(
      body.centered(columns: 96, rows: min(body.rows, 18)), title: "alerts",
      trailingTitle: lines.isEmpty ? "" : "\(lines.count)", ink: ink)
    guard !lines.isEmpty else {
      writeField(
        "none: no NaN or infinity, no divergence, posterior collapse, overfitting or plateau",
        column: inside.column + 1, row: inside.row, columns: inside.columns - 1, style: ink.text,
        glyphs: ink.glyphs)
      return
    }
    let chosen = min(alerts.chosen, lines.count - 1)
    let detail = lines[chosen].text.wrapped(to: max(1, inside.columns - 2), glyphs: ink.glyphs)
      .prefix(4)
    let rows = max(1, inside.rows - detail.count - 1)
    let first = ListCursor.firstVisible(chosen: chosen, count: lines.count, rows: rows)
    for (offset, line) in lines.dropFirst(first).prefix(rows).enumerated() {
      let mark = line.step == nil ? ink.glyphs.dot : ink.glyphs.warning
      drawListLine(
        "\(line.letter) \(mark) \(line.text)", isChosen: first + offset == chosen,
        column: inside.column, row: inside.row + offset, columns: inside.columns,
        style: line.step == nil ? ink.faint : ink.text, line: first + offset, ink: ink)
    }
    for (offset, text) in detail.enumerated() where inside.rows > rows + 1 + offset {
      writeField(
        text, column: inside.column + 1, row: inside.endRow - detail.count + offset,
        columns: inside.columns - 2, style: ink.accent, glyphs: ink.glyphs)
    }
  }
}
