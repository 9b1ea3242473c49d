import Escaping

extension StringProtocol {
  /// The text, escaped, cut to a number of columns; where something was cut, it ends in the ellipsis.
  ///
  /// A character that would be cut in two is left out, so that the result may be one column short.
  package func clipped(to columns: Int, glyphs: GlyphSet) -> String {
    guard columns > 0 else { return "" }
    // Every character takes at least one column, and more as an escape.
    let text = prefix(columns + 1).escaped
    guard text.columns(glyphs: glyphs) > columns else { return text }
    return String(text.prefix(columns: columns - 1, glyphs: glyphs)) + String(glyphs.ellipsis)
  }

  /// The text, escaped, with its middle left out where it exceeds a number of columns.
  ///
  /// Most of what is kept is the end, which distinguishes files and contains the reason of a message.
  package func shortened(to columns: Int, glyphs: GlyphSet) -> String {
    guard columns > 0 else { return "" }
    let text = escaped
    guard text.columns(glyphs: glyphs) > columns else { return text }
    let head = (columns - 1) / 3
    return String(text.prefix(columns: head, glyphs: glyphs)) + String(glyphs.ellipsis)
      + text.suffix(columns: columns - 1 - head, glyphs: glyphs)
  }

  /// The text cut or padded with blanks to exactly a number of columns.
  package func fitted(
    to columns: Int, alignment: TextAlignment = .left, glyphs: GlyphSet
  ) -> String {
    let text = clipped(to: columns, glyphs: glyphs)
    let missing = Swift.max(0, columns - text.columns(glyphs: glyphs))
    let before =
      switch alignment {
      case .left: 0
      case .right: missing
      case .center: missing / 2
      }
    return String(repeating: " ", count: before) + text
      + String(repeating: " ", count: missing - before)
  }
}
