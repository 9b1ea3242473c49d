import Plotting
import TestSupport
import Testing

@Suite struct FrameTests {
  @Test func boxes() {
    var frame = Frame(size: Size(columns: 44, rows: 17))
    frame.drawBox(
      Rect(column: 0, row: 0, columns: 44, rows: 3), title: "z  sorted by KL",
      trailingTitle: "9/16 active")
    frame.drawBox(
      Rect(column: 0, row: 3, columns: 44, rows: 3), title: "decoded 33×33", focused: true,
      ascii: false)
    frame.drawBox(
      Rect(column: 0, row: 6, columns: 44, rows: 3), title: "decoded 33x33",
      trailingTitle: "half-block 24bit", focused: true, ascii: true)
    frame.drawBox(
      Rect(column: 0, row: 9, columns: 20, rows: 2), title: "a long title is cut",
      trailingTitle: "gone")
    frame.drawBox(
      Rect(column: 22, row: 9, columns: 20, rows: 2), title: "short", trailingTitle: "cut as well")
    for columns in 1...8 {
      frame.drawBox(
        Rect(column: columns * (columns - 1) / 2, row: 12, columns: columns, rows: 4), title: "abc",
        trailingTitle: "x", focused: true, ascii: false)
    }
    assertSnapshot(frame.text)
  }

  @Test func everyBoxOfAnySizeKeepsTheFrame() {
    for columns in 0...30 {
      for rows in 0...6 {
        var frame = Frame(size: Size(columns: 24, rows: 5))
        frame.drawBox(
          Rect(column: -2, row: -1, columns: columns, rows: rows), title: "title of a pane",
          trailingTitle: "second text", focused: true)
        let lines = frame.text.split(separator: "\n")
        #expect(lines.count == 5 && lines.allSatisfy { $0.count == 24 })
      }
    }
  }

  @Test func fieldsCutAndAlign() {
    #expect("galaxies".clipped(to: 8, glyphs: .unicode) == "galaxies")
    #expect("galaxies".clipped(to: 5, glyphs: .unicode) == "gala…")
    #expect("galaxies".clipped(to: 5, glyphs: .ascii) == "gala~")
    #expect("galaxies".clipped(to: 1, glyphs: .ascii) == "~")
    #expect("galaxies".clipped(to: 0, glyphs: .ascii) == "")
    #expect("ab".fitted(to: 5, alignment: .right, glyphs: .ascii) == "   ab")
    #expect("ab".fitted(to: 5, alignment: .center, glyphs: .ascii) == " ab  ")
    #expect("ab".fitted(to: 5, glyphs: .ascii) == "ab   ")
    #expect("ab".fitted(to: -1, glyphs: .ascii) == "")
  }

  @Test func textFromOutsideCannotBreakTheScreen() {
    var frame = Frame(size: Size(columns: 12, rows: 1))
    frame.write("a\u{1B}[2J\n银\u{202E}é😀\t", column: 0, row: 0)
    #expect(frame.text == "a?[2J?银?é😀")
  }

  @Test func writingBeyondTheEdgesIsIgnored() {
    var frame = Frame(size: Size(columns: 4, rows: 2))
    #expect(frame.write("abcdef", column: -2, row: 0) == 4)
    #expect(frame.write("abcdef", column: 0, row: 7, limit: 3) == 3)
    frame.fill(Rect(column: -5, row: 1, columns: 1_000_000_000, rows: 1_000_000_000))
    #expect(frame.text == "cdef\n    ")
  }
}
