import CTerminal
import Plotting

/// The scalars that ncurses gets for a glyph.
///
/// ncurses draws a blank, without an error, for whatever the locale does not print in one column; here
/// such glyphs become question marks, so that a missing glyph is seen and no column shifts.
struct GlyphTable {
  /// Up to five scalars, the rest zero.
  typealias Scalars = (UInt32, UInt32, UInt32, UInt32, UInt32)

  private static let replacement: Scalars = (0x3F, 0, 0, 0, 0)
  private var known: [Character: Scalars] = [:]

  /// The scalars of a glyph.
  mutating func scalars(_ glyph: Character) -> Scalars {
    if let byte = glyph.asciiValue {
      return (0x20...0x7E).contains(byte) ? (UInt32(byte), 0, 0, 0, 0) : Self.replacement
    }
    if let scalars = known[glyph] { return scalars }
    let scalars = Self.encode(glyph)
    known[glyph] = scalars
    return scalars
  }

  private static func encode(_ glyph: Character) -> Scalars {
    let values = glyph.inOneColumn.unicodeScalars.map(\.value)
    guard let base = values.first, values.count <= 5, ct_scalar_is_narrow(base),
      values.dropFirst().allSatisfy({ ct_scalar_is_combining($0) })
    else { return replacement }
    let padded = values + Array(repeating: 0, count: 5 - values.count)
    return (padded[0], padded[1], padded[2], padded[3], padded[4])
  }
}
