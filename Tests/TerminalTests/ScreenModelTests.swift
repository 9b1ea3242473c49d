import TestSupport
import Testing

struct ScreenModelTests {
  private func screen(_ text: String, columns: Int = 10, rows: Int = 4) -> ScreenModel {
    var screen = ScreenModel(columns: columns, rows: rows)
    screen.feed(Array(text.utf8))
    return screen
  }

  @Test func wrapsAndScrolls() {
    #expect(screen("0123456789ab").text == "0123456789\nab\n\n")
    #expect(screen("a\r\nb\r\nc\r\nd\r\ne").text == "b\nc\nd\ne")
    #expect(screen("a\r\nb\r\nc\r\nd\r\ne").scrollCount == 1)
    let full = screen("\u{1B}[4;10Hx")
    #expect(full.scrollCount == 0 && full.line(3) == "         x")
    #expect(screen("\u{1B}[?7l0123456789ab").text == "012345678b\n\n\n")
    #expect(screen("abc\r\u{1B}[2@X\u{1B}[4hY\u{1B}[4lZ").line(0) == "XYZabc")
  }

  @Test func movesAndErases() {
    #expect(screen("abc\u{1B}[1;2HX\u{1B}[3;4HY\u{1B}[2dZ").text == "aXc\n    Z\n   Y\n")
    #expect(screen("abcdef\u{1B}[3G\u{1B}[K").line(0) == "ab")
    #expect(screen("abcdef\u{1B}[3G\u{1B}[1K").line(0) == "   def")
    #expect(screen("abcdef\u{1B}[3G\u{1B}[2X").line(0) == "ab  ef")
    #expect(screen("abc\r\ndef\u{1B}[1;2H\u{1B}[J").text == "a\n\n\n")
    #expect(screen("ab\u{1B}[3b").line(0) == "abbbb")
    #expect(screen("abcdef\u{1B}[3G\u{1B}[2P").line(0) == "abef")
    #expect(screen("a\r\nb\r\nc\u{1B}[2H\u{1B}[L").text == "a\n\nb\nc")
    #expect(screen("a\r\nb\r\nc\u{1B}[H\u{1B}[2M").text == "c\n\n\n")
    #expect(screen("a\r\nb\u{1B}[H\u{1B}M").text == "\na\nb\n")
    #expect(screen("a\r\nb\u{1B}[T").text == "\na\nb\n")
    #expect(screen("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[3;1H\n").text == "a\nc\n\nd")
  }

  @Test func drawsWithColorsAndAttributes() {
    let drawn = screen("\u{1B}[1;4;38;5;200;48;2;1;2;3mA\u{1B}[22;39mB\u{1B}[mC\u{1B}[95;41mD")
    #expect(
      drawn[0, 0].pen
        == ScreenModel.Pen(
          foreground: .indexed(200), background: .rgb(1, 2, 3), attributes: [1, 4]))
    #expect(drawn[1, 0].pen == ScreenModel.Pen(background: .rgb(1, 2, 3), attributes: [4]))
    #expect(drawn[2, 0].pen == ScreenModel.Pen())
    #expect(drawn[3, 0].pen == ScreenModel.Pen(foreground: .indexed(13), background: .indexed(1)))
  }

  @Test func erasesWithTheBackground() {
    #expect(screen("\u{1B}[44m\u{1B}[K")[9, 0].pen.background == .indexed(4))
  }

  @Test func keepsTheUsualScreenAside() {
    let inside = screen("usual\u{1B}[?1049h\u{1B}[Hother")
    #expect(inside.line(0) == "other" && inside.modes == [7, 25, 1049])
    let back = screen("usual\u{1B}[?1049h\u{1B}[Hother\u{1B}[?1049l")
    #expect(back.line(0) == "usual" && back.modes == ScreenModel.usualModes)
    #expect(screen("\u{1B}[?25l\u{1B}[?2004h").modes == [7, 2004])
  }

  @Test func joinsScalarsAndCuts() {
    #expect(screen("e\u{301}⣿─").line(0) == "e\u{301}⣿─")
    let bytes = Array("é\u{1B}[1;3H\u{1B}[38;2;9;8;7m⣿".utf8)
    for cut in 0...bytes.count {
      var model = ScreenModel(columns: 10, rows: 4)
      model.feed(bytes[..<cut])
      model.feed(bytes[cut...])
      #expect(model.line(0) == "é ⣿" && model.unknown == [], "cut at \(cut)")
      #expect(model[2, 0].pen.foreground == .rgb(9, 8, 7))
    }
  }

  @Test func givesWideGlyphsTwoCells() {
    #expect(screen("日本x").line(0) == "日本x" && screen("日本x")[4, 0].glyph == "x")
    // The last column of a row is left free, or nothing is drawn where rows are not wrapped.
    #expect(screen("012345678日x").text == "012345678\n日x\n\n")
    #expect(screen("\u{1B}[?7l012345678日x").line(0) == "012345678x")
    #expect(screen("日本\u{1B}[1;2Hx").line(0) == " x本")
    #expect(screen("日本\u{1B}[1;3Hx").line(0) == "日x")
    #expect(screen("日本語\u{1B}[1;2H\u{1B}[K").line(0) == "")
    #expect(screen("日本語\u{1B}[1;2H\u{1B}[P").line(0) == " 本語")
    #expect(screen("\u{1112}\u{1161}\u{11AB}x")[2, 0].glyph == "x")
    #expect(screen("日\u{301}x").line(0) == "日\u{301}x")
  }

  @Test func passesOverStringsForTheTerminal() {
    #expect(screen("a\u{1B}]0;title\u{7}b\u{1B}]2;t\u{1B}\\c\u{1B}P+q\u{1B}\\d").line(0) == "abcd")
  }

  @Test func noticesWhatItDoesNotKnow() {
    #expect(screen("\u{1B}[3q").unknown == ["3q"])
    #expect(screen("\u{1B}[5m").unknown == ["5m"])
  }
}
