/// Which characters take exactly one column, by Unicode's properties and not by the locale.
///
/// The C library's `wcwidth` follows the locale and the age of its tables; a frame is a value that looks the same
/// everywhere, so the rule is here. It errs on the side of refusing: wide and ambiguous-in-practice characters
/// (CJK, emoji), control characters and lone combining marks are not one column.
public enum GlyphWidth {
  /// Whether a character is printable and one column wide.
  public static func isSingleColumn(_ glyph: Character) -> Bool {
    if let ascii = glyph.asciiValue { return glyph != "\r\n" && ascii >= 0x20 && ascii < 0x7F }
    let scalars = glyph.unicodeScalars
    guard let base = scalars.first, isSingleColumn(base) else { return false }
    return scalars.count <= 1 + mostMarks && scalars.dropFirst().allSatisfy(isStackedMark)
  }

  /// The most columns that a terminal may take for a character without controls.
  public static func mostColumns(of glyph: Character) -> Int {
    if isSingleColumn(glyph) { return 1 }
    return glyph.unicodeScalars.reduce(0) { $0 + (isStackedMark($1) ? 0 : 2) }
  }

  private static func isSingleColumn(_ scalar: Unicode.Scalar) -> Bool {
    guard !wideRanges.contains(where: { $0.contains(scalar.value) }) else { return false }
    guard !scalar.properties.isEmojiPresentation else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
      return false
    default:
      return true
    }
  }

  private static let mostMarks = 4

  /// Marks that a terminal stacks on the letter before; variation selectors may widen it instead.
  private static func isStackedMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark && !scalar.properties.isVariationSelector
  }

  /// Blocks of East Asian Width "wide" or "full width" (Unicode Standard Annex 11), and the picture
  /// symbols that terminals disagree about.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FB,
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x1B2FF, 0x1F000...0x1FAFF, 0x20000...0x3FFFD,
  ]
}

extension Character {
  /// The character, or `?` where it is not printable or not one column wide.
  public var inOneColumn: Character { GlyphWidth.isSingleColumn(self) ? self : "?" }
}
