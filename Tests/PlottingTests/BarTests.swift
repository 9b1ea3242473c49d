import Plotting
import Testing

@Suite struct BarTests {
  @Test func sparklinesRise() {
    let values = (0...8).map(Float.init)
    #expect(Sparkline.text(values, glyphs: .unicode) == " ▂▃▄▅▆▇██")
    #expect(Sparkline.text(values, maximum: 16, glyphs: .unicode) == " ▁▂▂▃▃▄▄▅")
    #expect(Sparkline.text(values, glyphs: .ascii) == " :-=+*%##")
  }

  @Test func sparklinesTellWhatIsMissing() {
    let values: [Float] = [.nan, -1, 0, 1e-30, 1, .infinity]
    #expect(Sparkline.text(values, glyphs: .unicode) == "×  ▁██")
    #expect(Sparkline.text(values, glyphs: .ascii) == "?  .##")
    #expect(Sparkline.text([Float.nan, .infinity], glyphs: .ascii) == "?#")
    #expect(Sparkline.text([Float](), glyphs: .ascii) == "")
  }

  @Test func gatheringKeepsTheSum() {
    #expect(Sparkline.gathered([1, 2, 3, 4], into: 2) == [3, 7])
    #expect(Sparkline.gathered([3, 0, 6], into: 2) == [3, 6])
    #expect(Sparkline.gathered([4, 8], into: 4) == [2, 2, 4, 4])
    #expect(Sparkline.gathered([], into: 3) == [0, 0, 0])
    #expect(Sparkline.gathered([1], into: -1).isEmpty)
    for columns in 1...70 {
      let counts = (0..<40).map { Float(($0 * 7919) % 101) }
      let gathered = Sparkline.gathered(counts, into: columns)
      #expect(abs(gathered.reduce(0, +) - counts.reduce(0, +)) < 0.1, "\(columns) columns")
    }
  }

  @Test func barsCountEighths() {
    #expect(HorizontalBar.text(fraction: 0.61, columns: 8, glyphs: .unicode) == "████▉   ")
    #expect(HorizontalBar.text(fraction: 0, columns: 3, glyphs: .unicode) == "   ")
    #expect(HorizontalBar.text(fraction: 1e-9, columns: 3, glyphs: .unicode) == "▏  ")
    #expect(HorizontalBar.text(fraction: 1, columns: 3, glyphs: .unicode) == "███")
    #expect(HorizontalBar.text(fraction: .infinity, columns: 3, glyphs: .ascii) == "###")
    #expect(HorizontalBar.text(fraction: .nan, columns: 3, glyphs: .ascii) == "?  ")
    #expect(HorizontalBar.text(fraction: 0.5, columns: 5, glyphs: .ascii) == "##-  ")
    #expect(HorizontalBar.text(fraction: 0.5, columns: 0, glyphs: .ascii) == "")
  }

  @Test func barsNeverShrinkAsTheNumberGrows() {
    func eighths(_ text: String) -> Int {
      text.reduce(0) { sum, glyph in
        sum + (GlyphSet.unicode.horizontalEighths.firstIndex(of: glyph) ?? -1) + 1
      }
    }
    let lengths = (0...1000).map {
      eighths(HorizontalBar.text(fraction: Float($0) / 1000, columns: 9, glyphs: .unicode))
    }
    #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(lengths.last == 72)
  }
}
