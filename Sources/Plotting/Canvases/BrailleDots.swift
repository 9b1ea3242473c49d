/// The dots of one cell, two columns by four rows, as the bits of Unicode's braille patterns.
struct BrailleDots: Sendable, Equatable {
  private(set) var bits: UInt8 = 0

  init(bits: UInt8 = 0) { self.bits = bits }

  mutating func insert(column: Int, row: Int) { bits |= Self.bit(column: column, row: row) }

  var isEmpty: Bool { bits == 0 }

  /// The pattern; a plain blank where no dot is lit, one byte instead of three.
  var glyph: Character { Self.glyphs[Int(truncatingIfNeeded: bits)] }

  /// Unicode numbers the upper six dots by column and the lowest row after them, for historical reasons.
  static func bit(column: Int, row: Int) -> UInt8 {
    row == 3 ? 0x40 << column : 1 << (3 * column + row)
  }

  private static let glyphs: [Character] = (0..<256).map { bits in
    let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: 0x2800 + bits))
    return bits == 0 ? " " : scalar.map(Character.init) ?? " "
  }
}
