import Plotting
import Testing

/// No text, and no cell that was set by hand, brings a control into what a frame is written as.
struct HostileFrameTests {
  private let size = Size(columns: 24, rows: 1)

  @Test("a field shows a hostile text as escapes, and never more columns than it has")
  func field() {
    #expect("a\u{1B}]0;t".clipped(to: 20, glyphs: .ascii) == "a\\u{1B}]0;t")
    #expect("a\u{1B}]0;t".clipped(to: 6, glyphs: .unicode) == "a\\u{1…")
    #expect("\n".fitted(to: 6, alignment: .right, glyphs: .ascii) == " \\u{A}")
    for columns in 0..<20 {
      let text = "a\u{202E}b\r\n\u{9B}c".fitted(to: columns, glyphs: .unicode)
      #expect(text.count == columns)
    }
    var frame = Frame(size: size)
    frame.drawBox(Rect(size), title: "t\u{7}", focused: false)
    #expect(frame.text.contains("t\\u{7}"))
  }

  @Test(
    "text that was measured as it is takes no column more",
    arguments: ["a\u{1B}b", "\r\n", "\u{202E}x", "\u{9B}"])
  func written(text: String) {
    var frame = Frame(size: size)
    #expect(frame.write(text, column: 0, row: 0) == text.count)
    #expect(frame.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
    #expect(frame.text.contains("?"))
  }

  @Test(
    "a control in a cell is not written",
    arguments: ["\u{1B}", "\u{9B}", "\n", "\u{202E}", "a\u{200D}", "a\u{FE0F}", "\u{2028}"]
      as [Character])
  func cell(glyph: Character) {
    var frame = Frame(size: size)
    frame[3, 0] = Cell(glyph)
    let blank = String(repeating: " ", count: 20)
    #expect(frame.text == "   ?" + blank && frame.lines == [frame.text])
    for color in ColorMode.allCases {
      #expect(AnsiEncoder(color: color).encode(frame) == frame.text)
    }
  }

  @Test("a stack of marks is not one column")
  func marks() {
    #expect(Character("a\u{301}").inOneColumn() == "a\u{301}")
    #expect(Character("a" + String(repeating: "\u{301}", count: 5)).inOneColumn() == "?")
  }
}
