extension Frame {
  /// Writes a text into one row of a field, cut with an ellipsis or padded to the field's width.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - column: The field's first column.
  ///   - row: The row.
  ///   - columns: The field's width.
  ///   - alignment: Where a shorter text stands.
  ///   - style: The look of the whole field, blanks too.
  ///   - glyphs: Names the ellipsis.
  package mutating func writeField(
    _ text: some StringProtocol, column: Int, row: Int, columns: Int,
    alignment: TextAlignment = .left, style: Style = .plain, glyphs: GlyphSet
  ) {
    let field = text.fitted(to: columns, alignment: alignment, glyphs: glyphs)
    write(field, column: column, row: row, style: style)
  }
}
