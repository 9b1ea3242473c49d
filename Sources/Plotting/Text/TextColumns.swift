extension StringProtocol {
  /// The columns that the text takes on a terminal, which is what has to be measured wherever texts are placed.
  ///
  /// - Parameter glyphs: Those of the terminal; they know how wide ambiguous characters are.
  /// - Returns: The number of columns.
  package func columns(glyphs: GlyphSet) -> Int { columns(ambiguous: glyphs.ambiguous) }

  /// The columns that the text takes where ambiguous characters are so wide.
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

// Of `String` and not of any text, because other modules call what is generic without specialising it.

private func measure(_ text: String, _ ambiguous: AmbiguousWidth) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { return text.utf8.count }
  var columns = 0
  for scalar in text.unicodeScalars {
    // Only where there are marks does it matter which scalars are one character.
    guard let width = GlyphWidth.columns(of: scalar, ambiguous: ambiguous), width > 0 else {
      return text.reduce(0) { $0 + GlyphWidth.columns(of: $1, ambiguous: ambiguous) }
    }
    columns += width
  }
  return columns
}
