import Escaping

/// How many columns characters take, by Unicode's properties and not by the locale.
///
/// The C library's `wcwidth` follows the locale and the age of its tables; a frame is a value that looks the same
/// everywhere, so the rule is here: East Asian Width (Unicode Standard Annex 11) decides between one column and two, and marks
/// are drawn onto the scalar before them. As on terminals, each scalar counts separately, so that a letter with a
/// spacing mark, or an emoji with the colour of its skin, takes the columns of both.
package enum GlyphWidth {
  /// The most marks on one scalar; more of them overlap the lines above and below, and do not fit in a cell of
  /// ncurses.
  static let markLimit = 4

  /// The columns of one scalar.
  ///
  /// - Returns: 1 or 2; 0 for what is drawn onto the scalar before; `nil` for what is never shown as itself.
  package static func columns(of scalar: Unicode.Scalar, ambiguous: AmbiguousWidth) -> Int? {
    switch scalar.value {
    case 0x20...0x7E, 0x2800...0x28FF: return 1
    case 0xA0...0x2FF where ambiguous == .narrow && scalar.value != 0xAD: return 1
    case 0x2500...0x259F where ambiguous == .narrow: return 1
    // The hexagrams before the common ideographs have been wide since Unicode 16, and in the C library before.
    case 0x4DC0...0x9FFF, 0xAC00...0xD7A3: return 2
    default: break
    }
    guard !scalar.isForbidden else { return nil }
    return isDrawnOntoTheLast(scalar) ? 0 : isWide(scalar, ambiguous) ? 2 : 1
  }

  /// The columns of one character: those of its scalars, and one where it cannot be shown and is replaced by `?`.
  package static func columns(of glyph: Character, ambiguous: AmbiguousWidth) -> Int {
    shownColumns(of: glyph, ambiguous: ambiguous) ?? 1
  }

  /// The columns of a character that can be shown; `nil` for any other.
  static func shownColumns(of glyph: Character, ambiguous: AmbiguousWidth) -> Int? {
    if let byte = glyph.asciiValue { return byte >= 0x20 && byte < 0x7F ? 1 : nil }
    var columns = 0
    return walk(glyph, ambiguous, { _, width in columns += width }) ? columns : nil
  }

  /// Whether a character is shown as itself in exactly one column.
  package static func isSingleColumn(
    _ glyph: Character, ambiguous: AmbiguousWidth = .narrow
  ) -> Bool {
    shownColumns(of: glyph, ambiguous: ambiguous) == 1
  }

  /// The parts of a character that have cells of their own, in order.
  static func parts(
    of glyph: Character, ambiguous: AmbiguousWidth
  ) -> [(glyph: Character, columns: Int)] {
    var parts: [(text: String, columns: Int)] = []
    _ = walk(glyph, ambiguous) { scalar, width in
      if width > 0 {
        parts.append((String(scalar), width))
      } else {
        parts[parts.count - 1].text.unicodeScalars.append(scalar)
      }
    }
    return parts.map { (Character($0.text), $0.columns) }
  }

  /// Visits the scalars of a character with their columns.
  ///
  /// - Returns: Whether all may be shown: none is forbidden, and none begins with a mark or has too many of them.
  private static func walk(
    _ glyph: Character, _ ambiguous: AmbiguousWidth,
    _ body: (Unicode.Scalar, _ columns: Int) -> Void
  ) -> Bool {
    var room = 0
    for scalar in glyph.unicodeScalars {
      guard let columns = columns(of: scalar, ambiguous: ambiguous), columns > 0 || room > 0 else {
        return false
      }
      room = columns > 0 ? markLimit : room - 1
      body(scalar, columns)
    }
    return true
  }

  /// Marks without a width, and the vowels and final consonants that follow a Korean initial.
  private static func isDrawnOntoTheLast(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300: return false
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar, _ ambiguous: AmbiguousWidth) -> Bool {
    if contains(EastAsianWidth.wide, scalar.value) { return true }
    if ambiguous == .wide, contains(EastAsianWidth.ambiguous, scalar.value) { return true }
    // All emoji except the letters of flags are wide, including those newer than the table.
    return scalar.value >= 0x1F300 && scalar.properties.isEmojiPresentation
  }

  /// Whether one of some ascending ranges contains a value, by binary search.
  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }
}

extension Character {
  /// The character, or `?` where it is not shown as itself in one column.
  package func inOneColumn(ambiguous: AmbiguousWidth = .narrow) -> Character {
    GlyphWidth.isSingleColumn(self, ambiguous: ambiguous) ? self : "?"
  }
}
