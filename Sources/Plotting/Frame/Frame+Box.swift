extension Frame {
  /// Draws a pane's border with a title on the top edge and a second text at its right end.
  ///
  /// The inside is left alone. The focus is shown by brackets around the title, so that it needs no colour. In a
  /// narrow box the title is cut, then the second text is dropped; a single row or column is a line.
  ///
  /// - Parameters:
  ///   - rect: The pane, border included.
  ///   - title: The text at the left of the top edge; none when empty.
  ///   - trailingTitle: The text at the right of the top edge; none when empty.
  ///   - focused: Whether keys go to this pane.
  ///   - style: The glyphs and the look.
  package mutating func drawBox(
    _ rect: Rect, title: String = "", trailingTitle: String = "", focused: Bool = false,
    style: BoxStyle = .rounded
  ) {
    guard !rect.isEmpty else { return }
    drawEdges(rect, style: style)
    guard rect.columns > 4 else { return }
    let end = drawTitle(title, in: rect, focused: focused, style: style)
    drawTrailingTitle(trailingTitle, in: rect, after: end, style: style)
  }

  /// Draws a pane's border in one of the two plain looks.
  ///
  /// - Parameters:
  ///   - rect: The pane, border included.
  ///   - title: The text at the left of the top edge.
  ///   - trailingTitle: The text at the right of the top edge.
  ///   - focused: Whether keys go to this pane.
  ///   - ascii: Whether only ASCII may be written.
  package mutating func drawBox(
    _ rect: Rect, title: String, trailingTitle: String = "", focused: Bool, ascii: Bool
  ) {
    drawBox(
      rect, title: title, trailingTitle: trailingTitle, focused: focused,
      style: ascii ? .ascii : .rounded)
  }

  private mutating func drawEdges(_ rect: Rect, style: BoxStyle) {
    let glyphs = style.glyphs.box
    let (right, bottom) = (rect.endColumn - 1, rect.endRow - 1)
    let isLine = rect.columns == 1 || rect.rows == 1
    for column in visibleColumns(rect.column..<rect.endColumn) {
      self[column, rect.row] = Cell(glyphs.horizontal, style: style.border)
      self[column, bottom] = Cell(glyphs.horizontal, style: style.border)
    }
    if rect.rows == 1 { return }
    for row in visibleRows(rect.row..<rect.endRow) {
      self[rect.column, row] = Cell(glyphs.vertical, style: style.border)
      self[right, row] = Cell(glyphs.vertical, style: style.border)
    }
    if isLine { return }
    self[rect.column, rect.row] = Cell(glyphs.topLeft, style: style.border)
    self[right, rect.row] = Cell(glyphs.topRight, style: style.border)
    self[rect.column, bottom] = Cell(glyphs.bottomLeft, style: style.border)
    self[right, bottom] = Cell(glyphs.bottomRight, style: style.border)
  }

  /// Returns the first column that is free again.
  private mutating func drawTitle(
    _ title: String, in rect: Rect, focused: Bool, style: BoxStyle
  ) -> Int {
    let start = rect.column + 2
    let text = title.clipped(to: rect.columns - 5, glyphs: style.glyphs)
    guard !text.isEmpty else { return start }
    let look = focused ? style.focusedTitle : style.title
    self[start, rect.row] = Cell(focused ? style.glyphs.chosenOpening : " ", style: look)
    let end = write(text, column: start + 1, row: rect.row, style: look)
    self[end, rect.row] = Cell(focused ? style.glyphs.chosenClosing : " ", style: look)
    return end + 1
  }

  private mutating func drawTrailingTitle(
    _ title: String, in rect: Rect, after start: Int, style: BoxStyle
  ) {
    // A line glyph must remain before it, and fewer than three letters of a longer text would be meaningless.
    let room = rect.endColumn - 1 - start - 3
    guard !title.isEmpty, room >= min(3, title.columns(glyphs: style.glyphs)) else { return }
    let text = " " + title.clipped(to: room, glyphs: style.glyphs) + " "
    let column = rect.endColumn - 1 - text.columns(glyphs: style.glyphs)
    write(text, column: column, row: rect.row, style: style.trailingTitle)
  }
}
