import Plotting

extension Frame {
  /// Writes a text over the whole width of a block, in one of its rows.
  mutating func writeField(
    _ text: some StringProtocol, row: Int, in rect: Rect, alignment: TextAlignment = .left,
    style: Style, ink: Ink
  ) {
    writeField(
      text, column: rect.column, row: row, columns: rect.columns, alignment: alignment,
      style: style, glyphs: ink.glyphs)
  }
}
