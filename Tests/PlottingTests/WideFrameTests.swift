import Plotting
import TestSupport
import Testing

/// Characters of two columns in frames and fields; their columns are counted by the C library.
struct WideFrameTests {
  private static let glyphs: [AmbiguousWidth: GlyphSet] = [
    .narrow: .ascii, .wide: .ascii(ambiguous: .wide),
  ]

  private func line(_ change: (inout Frame) -> Void, columns: Int = 6) -> String {
    var frame = Frame(size: Size(columns: columns, rows: 1))
    change(&frame)
    return frame.text
  }

  @Test("what overwrites one half of a glyph blanks the other")
  func halves() {
    #expect(line { $0.write("a日b", column: 0, row: 0) } == "a日b  ")
    for (column, expected) in [(1, "ax b  "), (2, "a xb  ")] {
      #expect(
        line {
          $0.write("a日b", column: 0, row: 0)
          $0[column, 0] = Cell("x")
        } == expected)
    }
    #expect(
      line {
        $0.write("日本", column: 0, row: 0)
        $0.write("語", column: 1, row: 0)
      } == " 語   ")
    #expect(
      line {
        $0.write("日本語", column: 0, row: 0)
        $0.fill(Rect(column: 1, row: 0, columns: 2, rows: 1))
      } == "    語")
  }

  @Test("what sticks out of the limit or the frame is a blank")
  func edges() {
    #expect(line({ $0.write("日本語", column: 0, row: 0) }, columns: 5) == "日本 ")
    #expect(line { $0.write("日本", column: -1, row: 0) } == " 本   ")
    var frame = Frame(size: Size(columns: 6, rows: 1))
    frame.fill(Rect(frame.size), with: Cell("x"))
    #expect(frame.write("日本", column: 0, row: 0, limit: 3) == 3)
    #expect(frame.text == "日 xxx")
    #expect(frame.write("日本", column: 0, row: 9, limit: 3) == 3)
  }

  @Test("a half that gets another style gives it to the whole glyph")
  func styles() {
    for column in 1...2 {
      var frame = Frame(size: Size(columns: 4, rows: 1))
      frame.write("a日", column: 0, row: 0)
      frame[column, 0].style.attributes.insert(.reverse)
      #expect(frame.text == "a日 ")
      #expect((1...2).allSatisfy { frame[$0, 0].style.attributes == .reverse })
      #expect(frame[1, 0].part == .leftHalf && frame[2, 0].part == .rightHalf)
      #expect(frame[0, 0].style == .plain)
      frame[column, 0].glyph = "["
      #expect(frame.text == (column == 1 ? "a[  " : "a [ "))
    }
  }

  @Test("marks share the cell of their letter")
  func marks() {
    var frame = Frame(size: Size(columns: 8, rows: 1))
    #expect(frame.write("e\u{301}ที่\u{1112}\u{1161}\u{11AB}नि", column: 0, row: 0) == 6)
    #expect(frame[0, 0].glyph == "e\u{301}" && frame[1, 0].glyph == "ที่")
    #expect(frame[2, 0].glyph == "\u{1112}\u{1161}\u{11AB}" && frame[3, 0].part == .rightHalf)
    #expect(frame.text == "e\u{301}ที่\u{1112}\u{1161}\u{11AB}नि  ")
  }

  @Test("fields of any text have their columns", arguments: AmbiguousWidth.allCases)
  func fields(ambiguous: AmbiguousWidth) throws {
    let glyphs = try #require(Self.glyphs[ambiguous])
    let isWide = ambiguous == .wide
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(state: seed)
      let text = WideText.random(atMost: 20, using: &random)
      let own = WideText.columns(of: text, ambiguousAreWide: isWide)
      #expect(text.columns(glyphs: glyphs) == own, "seed \(seed) \(text)")
      for columns in 0...24 {
        let clip = text.clipped(to: columns, glyphs: glyphs)
        let width = WideText.columns(of: clip, ambiguousAreWide: isWide)
        #expect(width <= columns, "seed \(seed) \(text) to \(columns)")
        // At most one character was left out although there was room for one of its columns.
        #expect(own <= columns ? clip == text : columns - width <= 3)
        if own > columns, columns > 0 { #expect(clip.hasSuffix("~")) }
        for alignment in [TextAlignment.left, .right, .center] {
          let field = text.fitted(to: columns, alignment: alignment, glyphs: glyphs)
          #expect(WideText.columns(of: field, ambiguousAreWide: isWide) == columns)
        }
      }
    }
  }

  @Test("nothing is drawn outside a pane, and every line has its columns", arguments: 0..<60)
  func panes(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let size = Size(columns: 30, rows: 8)
    let ambiguous: AmbiguousWidth = seed % 2 == 0 ? .narrow : .wide
    let glyphs = GlyphSet.ascii(ambiguous: ambiguous)
    var frame = Frame(size: size, ambiguous: ambiguous)
    for _ in 0..<40 {
      frame.fill(Rect(size), with: Cell("."))
      let pane = Rect(
        column: Int.random(in: -4...28, using: &random),
        row: Int.random(in: -1...7, using: &random),
        columns: Int.random(in: 0...20, using: &random), rows: Int.random(in: 1...5, using: &random)
      )
      frame.drawBox(
        pane, title: WideText.random(atMost: 12, using: &random),
        trailingTitle: WideText.random(atMost: 6, using: &random), style: BoxStyle(glyphs: glyphs))
      for row in pane.row..<pane.endRow {
        frame.writeField(
          WideText.random(atMost: 14, using: &random), column: pane.column, row: row,
          columns: pane.columns, glyphs: glyphs)
        frame.write(
          WideText.random(atMost: 14, using: &random), column: pane.column + 1, row: row,
          limit: pane.columns - 1)
      }
      for row in 0..<size.rows {
        for column in 0..<size.columns where !pane.contains(column: column, row: row) {
          #expect(frame[column, row] == Cell("."), "seed \(seed) \(pane) \(column),\(row)")
        }
      }
      expectWidth(of: frame, isWide: ambiguous == .wide, "seed \(seed)")
    }
  }

  private func expectWidth(of frame: Frame, isWide: Bool, _ label: Comment) {
    let encoded = AnsiEncoder(color: .mono).encode(frame).split(separator: "\n").map(String.init)
    #expect(frame.lines == encoded)
    for line in frame.lines {
      #expect(
        WideText.columns(of: line, ambiguousAreWide: isWide) == frame.size.columns, label)
    }
  }
}
