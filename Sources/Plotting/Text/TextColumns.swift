extension StringProtocol {
  /// The columns that the text takes on a terminal, by which texts must be placed.
  ///
  /// - Parameter glyphs: Those of the terminal, with the width of ambiguous characters.
  /// - Returns: The number of columns.
  package func columns(glyphs: GlyphSet) -> Int { columns(ambiguous: glyphs.ambiguous) }

  /// The columns that the text takes for a given width of ambiguous characters.
  func columns(ambiguous: AmbiguousWidth) -> Int { measure(String(self), ambiguous) }

  /// The longest beginning that takes at most some columns.
  ///
  /// - Parameters:
  ///   - columns: The most columns.
  ///   - glyphs: Those of the terminal.
  /// - Returns: Whole characters.
  package func prefix(columns: Int, glyphs: GlyphSet) -> SubSequence {
    var room = columns
    return prefix { character in
      room -= GlyphWidth.columns(of: character, ambiguous: glyphs.ambiguous)
      return room >= 0
    }
  }

  /// The longest end that takes at most some columns.
  func suffix(columns: Int, glyphs: GlyphSet) -> SubSequence {
    var (room, start) = (columns, endIndex)
    while start > startIndex {
      let before = index(before: start)
      room -= GlyphWidth.columns(of: self[before], ambiguous: glyphs.ambiguous)
      guard room >= 0 else { break }
      start = before
    }
    return self[start...]
  }
}

// For `String` and not generic, because other modules call generic functions without specialising them.

private func measure(_ text: String, _ ambiguous: AmbiguousWidth) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { return text.utf8.count }
  var columns = 0
  for scalar in text.unicodeScalars {
    // Only with combining marks does it matter which scalars form one character.
    guard let width = GlyphWidth.columns(of: scalar, ambiguous: ambiguous), width > 0 else {
      return text.reduce(0) { $0 + GlyphWidth.columns(of: $1, ambiguous: ambiguous) }
    }
    columns += width
  }
  return columns
}
