import CTerminal
import Plotting
import TestSupport
import Testing

@testable import Terminal

extension FrameEncoderTests {
  /// Frames of a moving picture, with text beside it, for which there are not bytes enough.
  @Suite struct Budgets {
    private let size = Size(columns: 60, rows: 20)

    private func frame(_ step: Int, _ text: String) -> Frame {
      var frame = Frame(size: size)
      for row in 1..<size.rows {
        for column in 0..<size.columns {
          let upper = UInt8(column + (column < 12 ? step * (1 + column % 5) : 0))
          let style = Style(
            foreground: .rgb(upper, upper, upper), background: .rgb(upper / 2, upper, 9))
          frame[column, row] = Cell("▀", style: style)
        }
      }
      frame.write(text, column: 0, row: 0)
      return frame
    }

    private func changedCount(_ first: Frame, _ second: Frame) -> Int {
      zip(first.cells, second.cells).count { $0 != $1 }
    }

    @Test func sendsTextAndWhatChangesMost() throws {
      let (old, new) = (frame(0, "0.50"), frame(2, "0.51"))
      let reduced = try #require(FrameBudget(byteLimit: 1200).reduce(new, from: old))
      #expect(reduced.lines[0] == new.lines[0])
      let sent = changedCount(reduced, old)
      #expect(sent > 20 && sent <= 1200 / 40 + 1)
      // Columns 4, 9, … change most, by ten levels.
      for index in reduced.cells.indices where reduced.cells[index] != old.cells[index] {
        #expect(index < size.columns || index % size.columns % 5 == 4)
      }
    }

    @Test func sendsAllThatFitsAndAllThatIsSeenAtOnce() {
      let old = frame(0, "a")
      #expect(FrameBudget(byteLimit: 1_000_000).reduce(frame(2, "b"), from: old) == nil)
      var other = old
      for column in 0..<size.columns {
        other[column, 5] = Cell(
          "▀", style: Style(foreground: .rgb(255, 0, 0), background: .rgb(0, 0, 255)))
        other[column, 6] = Cell("x")
      }
      #expect(FrameBudget(byteLimit: 100).reduce(other, from: old) == nil)
      #expect(
        FrameBudget(byteLimit: 100).reduce(Frame(size: Size(columns: 3, rows: 3)), from: old) == nil
      )
    }

    @Test func everyFrameIsNearAndTheLastOneIsExact() throws {
      _ = ct_locale_set(true)
      let encoder = try FrameEncoder(entry: .exactColors, color: .trueColor, size: size)
      var screen = ScreenModel(columns: size.columns, rows: size.rows)
      var bytes: [UInt8] = []
      encoder.encode(frame(0, "start"), into: &bytes)
      screen.feed(bytes)
      var largest = 0
      for step in 1...30 {
        bytes = []
        let isWhole = encoder.encode(
          frame(step, "step \(step)"), within: FrameBudget(byteLimit: 2000), into: &bytes)
        screen.feed(bytes)
        largest = max(largest, bytes.count)
        #expect(!isWhole && screen.line(0) == "step \(step)")
      }
      #expect(largest < 2500)
      bytes = []
      #expect(encoder.encode(frame(30, "end"), into: &bytes))
      screen.feed(bytes)
      var whole = ScreenModel(columns: size.columns, rows: size.rows)
      encoder.invalidate()
      bytes = []
      encoder.encode(frame(30, "end"), into: &bytes)
      whole.feed(bytes)
      #expect(screen.cells == whole.cells)
    }
  }
}
