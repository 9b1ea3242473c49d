import Plotting
import Testing

@Suite struct GlyphSetTests {
  @Test func everyGlyphIsOneColumnWide() {
    for glyph in GlyphSet.unicode.all + GlyphSet.ascii.all {
      #expect(GlyphWidth.isSingleColumn(glyph), "\(glyph) \(glyph.unicodeScalars)")
    }
  }

  @Test func theTwinNeedsOnlyASCII() {
    #expect(GlyphSet.ascii.all.count == GlyphSet.unicode.all.count)
    #expect(GlyphSet.ascii.all.allSatisfy { $0.isASCII })
  }

  @Test(arguments: ["a", "é", "e\u{301}", "Ω", "▀", "⣿", "╭", "▁", "\u{1FB00}"])
  func isOneColumn(_ glyph: Character) {
    #expect(GlyphWidth.isSingleColumn(glyph))
  }

  @Test(arguments: [
    "\n", "\r\n", "\u{1B}", "\u{7F}", "\u{9B}", "\u{301}", "\u{200B}", "\u{202E}", "中", "한", "Ａ",
    "😀", "⚡", "❤\u{FE0F}", "\u{E000}", "👩‍👩‍👧",
  ])
  func isNotOneColumn(_ glyph: Character) {
    #expect(!GlyphWidth.isSingleColumn(glyph))
  }
}
