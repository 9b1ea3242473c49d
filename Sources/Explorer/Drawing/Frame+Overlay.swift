import Plotting

extension Frame {
  /// Clears a block and draws a focused pane in it.
  ///
  /// - Returns: The interior.
  mutating func drawOverlayBox(
    _ rect: Rect, title: String, trailingTitle: String = "", ink: Ink
  ) -> Rect {
    fill(rect)
    drawBox(rect, title: title, trailingTitle: trailingTitle, focused: true, style: ink.box)
    return rect.inset(by: 1)
  }

  /// Draws a text field with its cursor; a long text is scrolled to the cursor.
  mutating func drawTextField(
    _ field: TextField, prompt: String, column: Int, row: Int, columns: Int, ink: Ink
  ) {
    let start = write(prompt, column: column, row: row, style: ink.accent, limit: columns)
    let room = max(1, column + columns - start)
    let first = field.firstVisible(columns: room, glyphs: ink.glyphs)
    let visible = String(field.characters[first...])
    write(visible, column: start, row: row, style: ink.text, limit: room)
    let before = String(field.characters[first..<field.cursor])
    cursor = Position(column: start + before.columns(glyphs: ink.glyphs), row: row)
  }

  /// Draws one line of a list, the selected one marked and reversed; a line in an overlay can be clicked.
  mutating func drawListLine(
    _ text: String, isChosen: Bool, column: Int, row: Int, columns: Int, style: Style,
    line: Int? = nil,
    ink: Ink
  ) {
    if let line {
      offer(
        Rect(column: column, row: row, columns: columns, rows: 1), command: "overlay.choose",
        argument: "\(line)")
    }
    let mark = isChosen ? String(ink.glyphs.selection) : " "
    writeField(
      mark + " " + text, column: column, row: row, columns: columns,
      style: isChosen ? ink.chosen : style, glyphs: ink.glyphs)
  }
}

extension Rect {
  /// A block of limited extent, centred in this one.
  func centered(columns: Int, rows: Int) -> Rect {
    let (width, height) = (min(columns, self.columns), min(rows, self.rows))
    return Rect(
      column: column + (self.columns - width) / 2, row: row + (self.rows - height) / 2,
      columns: width, rows: height)
  }
}
