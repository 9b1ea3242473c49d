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

  /// Draws the box of a list that is filtered by typed text, with the field in its first row.
  ///
  /// - Returns: The room for the list.
  mutating func drawTypedListBox(
    _ rect: Rect, title: String, trailingTitle: String, prompt: String, field: TextField, ink: Ink
  ) -> Rect {
    let inside = drawOverlayBox(rect, title: title, trailingTitle: trailingTitle, ink: ink)
    drawTextField(
      field, prompt: prompt, column: inside.column, row: inside.row, columns: inside.columns,
      ink: ink)
    return inside.trimmed(top: 1)
  }

  /// Draws the visible lines of a list, the selected one among them.
  ///
  /// - Parameters:
  ///   - count: The number of lines.
  ///   - chosen: The index of the selected line.
  ///   - hasFocus: Whether the selected line is marked.
  ///   - rect: The block of the list.
  ///   - command: The command of a click on a line; `nil` where a click does nothing.
  ///   - ink: The styles.
  ///   - line: The text and the style of a line.
  mutating func drawList(
    count: Int, chosen: Int, hasFocus: Bool = true, in rect: Rect,
    command: String? = "overlay.choose", ink: Ink, line: (Int) -> (text: String, style: Style)
  ) {
    let visible = ListCursor.visible(chosen: chosen, count: count, rows: rect.rows)
    for (offset, index) in visible.enumerated() {
      let (text, style) = line(index)
      drawListLine(
        text, isChosen: hasFocus && index == chosen, column: rect.column,
        row: rect.row + offset, columns: rect.columns, style: style,
        offer: command.map { ($0, index) }, ink: ink)
    }
  }

  /// Draws one line of a list, the selected one marked and reversed; a click runs the command, if any, with
  /// its index.
  mutating func drawListLine(
    _ text: String, isChosen: Bool, column: Int, row: Int, columns: Int, style: Style,
    offer: (command: String, index: Int)?, ink: Ink
  ) {
    if let (command, index) = offer {
      self.offer(
        Rect(column: column, row: row, columns: columns, rows: 1), command: command,
        argument: "\(index)")
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
