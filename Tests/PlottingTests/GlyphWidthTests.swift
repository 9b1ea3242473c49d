import Escaping
import TestSupport
import Testing

@testable import Plotting

/// Widths scalar by scalar against the C library, and some by hand.
struct GlyphWidthTests {
  /// Where the two differ, and why.
  private static let differences: [(ClosedRange<UInt32>, columns: Int)] = [
    // Numbers in black squares, ambiguous in Unicode; the C library has them wide by its own decision.
    (0x3248...0x324F, 1),
    // An Ahom letter that was a mark without room until Unicode 15.1.
    (0x1171E...0x1171E, 1),
  ]

  @Test("every scalar that may be shown is as wide as the C library has it")
  func library() {
    var compared = 0
    for value in UInt32(0)..<0x110000 {
      // Where the library is older it does not print a scalar, which says nothing of its width.
      guard let scalar = Unicode.Scalar(value), !scalar.isForbidden,
        LibraryWidth.columns(of: scalar) >= 0
      else { continue }
      compared += 1
      let known = Self.differences.first { $0.0.contains(value) }?.columns
      let expected = known ?? LibraryWidth.columns(of: scalar)
      let own = GlyphWidth.columns(of: scalar, ambiguous: .narrow)
      if own != expected {
        Issue.record("U+\(String(value, radix: 16)): \(own ?? -1), expected \(expected)")
      }
    }
    #expect(compared > 140_000)
  }

  @Test("ambiguous scalars gain a column where they are wide, and no others do")
  func ambiguous() {
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let narrow = GlyphWidth.columns(of: scalar, ambiguous: .narrow)
      let wide = GlyphWidth.columns(of: scalar, ambiguous: .wide)
      let isAmbiguous = EastAsianWidth.ambiguous.contains { $0.contains(value) }
      let isExpected = wide == (isAmbiguous && narrow == 1 ? 2 : narrow)
      if !isExpected { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test("the ranges ascend and are apart")
  func table() {
    for ranges in [EastAsianWidth.wide, EastAsianWidth.ambiguous] {
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound + 1 < $1.lowerBound })
    }
  }

  @Test(
    "columns by hand, with ambiguous characters narrow and wide",
    arguments: [
      ("日", 2, 2), ("Ａ", 2, 2), ("ﾊ", 1, 1), ("e\u{301}", 1, 1), ("é", 1, 2), ("한", 2, 2),
      ("\u{1112}\u{1161}\u{11AB}", 2, 2), ("🚀", 2, 2), ("ที่", 1, 1), ("กำ", 2, 2), ("नि", 2, 2),
      ("Ω", 1, 2), ("▀", 1, 2), ("…", 1, 2), ("⣿", 1, 1), ("🇩🇪", 2, 2), ("👍🏽", 4, 4),
      ("\u{301}", 1, 1), ("\u{1161}", 1, 1), ("\r\n", 1, 1), ("\u{1B}", 1, 1),
    ] as [(Character, Int, Int)])
  func byHand(glyph: Character, narrow: Int, wide: Int) {
    #expect(GlyphWidth.columns(of: glyph, ambiguous: .narrow) == narrow)
    #expect(GlyphWidth.columns(of: glyph, ambiguous: .wide) == wide)
    #expect(String(glyph).columns(glyphs: .ascii(ambiguous: .wide)) == wide)
  }

  @Test("ornaments keep to one column wherever they are used")
  func ornaments() {
    for ambiguous in AmbiguousWidth.allCases {
      for graphics in [GraphicsMode.braille, .ascii] {
        let glyphs = GlyphSet.set(
          for: TerminalCapabilities(graphics: graphics, color: .mono, ambiguous: ambiguous))
        #expect(glyphs.ambiguous == ambiguous)
        #expect(
          glyphs.all.allSatisfy { GlyphWidth.isSingleColumn($0, ambiguous: ambiguous) })
      }
    }
  }
}
