import CTerminal
import Plotting

/// The scalars that ncurses gets for a glyph.
///
/// ncurses draws a blank, without an error, for whatever the locale does not print; here such glyphs become
/// question marks, one for each column, so that a missing glyph is seen and no column shifts.
struct GlyphTable {
  /// Up to five scalars, the rest zero.
  typealias Scalars = (UInt32, UInt32, UInt32, UInt32, UInt32)

  static let replacement: Scalars = (0x3F, 0, 0, 0, 0)
  /// The columns that glyphs are counted by.
  let ambiguous: AmbiguousWidth
  private var whole: [Character: Scalars] = [:]
  private var wide: [Character: Scalars?] = [:]

  init(ambiguous: AmbiguousWidth) { self.ambiguous = ambiguous }

  /// The scalars of a glyph that is one column wide.
  mutating func scalars(_ glyph: Character) -> Scalars {
    if let byte = glyph.asciiValue {
      return (0x20...0x7E).contains(byte) ? (UInt32(byte), 0, 0, 0, 0) : Self.replacement
    }
    if let scalars = whole[glyph] { return scalars }
    let scalars = Self.encode(glyph.inOneColumn(ambiguous: ambiguous)) ?? Self.replacement
    whole[glyph] = scalars
    return scalars
  }

  /// The scalars of a glyph that is two columns wide, for both of them; `nil` where the locale does not print it.
  mutating func wideScalars(_ glyph: Character) -> Scalars? {
    if let scalars = wide[glyph] { return scalars }
    let scalars = Self.encode(glyph)
    wide[glyph] = .some(scalars)
    return scalars
  }

  private static func encode(_ glyph: Character) -> Scalars? {
    let values = glyph.unicodeScalars.map(\.value)
    guard values.count <= 5, values.allSatisfy({ ct_scalar_is_printable($0) }) else { return nil }
    let padded = values + Array(repeating: 0, count: 5 - values.count)
    return (padded[0], padded[1], padded[2], padded[3], padded[4])
  }
}
