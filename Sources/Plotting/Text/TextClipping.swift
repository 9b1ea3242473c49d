import Escaping

extension StringProtocol {
  /// The text, escaped, cut to a number of columns; where something was cut, its last column is the ellipsis.
  ///
  /// One character counts as one column, as in a ``Frame``.
  public func clipped(to columns: Int, glyphs: GlyphSet) -> String {
    guard columns > 0 else { return "" }
    // Every character may become an escape; none becomes nothing.
    let text = prefix(columns + 1).escaped
    guard text.count > columns else { return text }
    return String(text.prefix(columns - 1)) + String(glyphs.ellipsis)
  }

  /// The text, escaped, without the middle that a number of columns has no room for.
  ///
  /// Most of what is kept is the end, which tells files apart and carries the reason of a message.
  public func shortened(to columns: Int, glyphs: GlyphSet) -> String {
    guard columns > 0 else { return "" }
    let text = escaped
    guard text.count > columns else { return text }
    let head = (columns - 1) / 3
    return String(text.prefix(head)) + String(glyphs.ellipsis)
      + String(text.suffix(columns - 1 - head))
  }

  /// The text cut or padded with blanks to exactly a number of columns.
  public func fitted(
    to columns: Int, alignment: TextAlignment = .left, glyphs: GlyphSet
  ) -> String {
    let text = clipped(to: columns, glyphs: glyphs)
    let missing = Swift.max(0, columns - text.count)
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
