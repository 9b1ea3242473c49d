import Plotting

extension Frame {
  /// Draws the log over the screen.
  mutating func draw(_ view: LogState, _ log: LogBook, in body: Rect, ink: Ink) {
    let inside = drawOverlayBox(
      body, title: "log", trailingTitle: "\(log.lines.count) so far", ink: ink)
    guard !log.lines.isEmpty else {
      write(" no messages yet", column: inside.column, row: inside.row, style: ink.faint)
      return
    }
    let end = max(min(inside.rows, log.lines.count), log.lines.count - view.offset)
    let shown = log.lines[..<end].suffix(inside.rows)
    for (offset, line) in shown.enumerated() {
      writeField(
        " " + line, column: inside.column, row: inside.row + offset, columns: inside.columns,
        style: ink.text, glyphs: ink.glyphs)
    }
  }
}
