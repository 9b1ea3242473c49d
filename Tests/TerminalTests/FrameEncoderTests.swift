import CTerminal
import Plotting
import TestSupport
import Testing

@testable import Terminal

/// There is one ncurses screen per process, so these run one after the other.
@Suite(.serialized) struct FrameEncoderTests {
  private let size = Size(columns: 40, rows: 12)

  init() {
    _ = ct_locale_set(true)
  }

  private func randomCell(_ generator: inout SplitMix64) -> Cell {
    let glyphs: [Character] = ["a", "Z", " ", "─", "▀", "⣿", "é", "#"]
    func color() -> Color {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: .terminal
      case 1: .indexed(UInt8.random(in: 16...255, using: &generator))
      default:
        .rgb(
          UInt8.random(in: 0...255, using: &generator), UInt8.random(in: 0...3, using: &generator),
          UInt8.random(in: 0...255, using: &generator))
      }
    }
    let attributes = Style.Attributes(rawValue: UInt8.random(in: 0..<16, using: &generator))
    return Cell(
      glyphs.randomElement(using: &generator) ?? "?",
      style: Style(foreground: color(), background: color(), attributes: attributes))
  }

  private func randomChange(_ frame: inout Frame, _ generator: inout SplitMix64) {
    for _ in 0..<Int.random(in: 1...60, using: &generator) {
      let column = Int.random(in: 0..<size.columns, using: &generator)
      let row = Int.random(in: 0..<size.rows, using: &generator)
      let length = Int.random(in: 1...12, using: &generator)
      let cell = randomCell(&generator)
      for offset in 0..<length { frame[column + offset, row] = cell }
    }
  }

  private func feed(_ frame: Frame, _ encoder: FrameEncoder, _ screen: inout ScreenModel) -> Int {
    var bytes: [UInt8] = []
    encoder.encode(frame, into: &bytes)
    screen.feed(bytes)
    return bytes.count
  }

  @Test func drawsExactlyTheFrameInExactColors() throws {
    for seed in UInt64(0)..<20 {
      var generator = SplitMix64(state: seed)
      let encoder = try FrameEncoder(entry: .exactColors, color: .trueColor, size: size)
      var screen = ScreenModel(columns: size.columns, rows: size.rows)
      var frame = Frame(size: size)
      for step in 0..<20 {
        randomChange(&frame, &generator)
        _ = feed(frame, encoder, &screen)
        expectShown(frame, on: screen, "seed \(seed), step \(step)")
      }
      #expect(screen.unknown == [] && screen.scrollCount == 0, "seed \(seed)")
    }
  }

  private func expectShown(_ frame: Frame, on screen: ScreenModel, _ context: String) {
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let (cell, shown) = (frame[column, row], screen[column, row])
        guard shown.looks == looks(cell) else {
          Issue.record("\(context): \(column),\(row) shows \(shown), not \(cell)")
          return
        }
      }
    }
  }

  @Test(
    "wide and combining characters stand where the frame has them",
    arguments: [
      (TerminalEntry.named("xterm-256color"), AmbiguousWidth.narrow), (.exactColors, .wide),
      (.named("tmux-256color"), .wide), (.named("linux"), .narrow), (.named("screen"), .wide),
    ])
  func drawsWideCharacters(entry: TerminalEntry, ambiguous: AmbiguousWidth) throws {
    let isWide = ambiguous == .wide
    for seed in UInt64(0)..<12 {
      var generator = SplitMix64(state: seed)
      let encoder = try FrameEncoder(entry: entry, color: .ansi16, size: size)
      var screen = ScreenModel(columns: size.columns, rows: size.rows) {
        WideText.columns(of: $0, ambiguousAreWide: isWide)
      }
      var frame = Frame(size: size, ambiguous: ambiguous)
      for step in 0..<25 {
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
          frame.write(
            WideText.random(atMost: 30, using: &generator),
            column: Int.random(in: -2..<size.columns, using: &generator),
            row: Int.random(in: 0..<size.rows, using: &generator),
            style: Style(foreground: .indexed(UInt8.random(in: 1...6, using: &generator))),
            limit: Int.random(in: 0...30, using: &generator))
        }
        if step == 12 { encoder.invalidate() }
        _ = feed(frame, encoder, &screen)
        for row in 0..<size.rows {
          #expect(shown(screen, row) == shown(frame, row), "seed \(seed), step \(step), row \(row)")
        }
      }
      #expect(screen.unknown == [] && screen.scrollCount == 0, "seed \(seed)")
    }
  }

  @Test("the same frame is drawn anew by other widths")
  func takesOtherWidths() throws {
    let encoder = try FrameEncoder(entry: .exactColors, color: .mono, size: size)
    for ambiguous in [AmbiguousWidth.narrow, .wide, .narrow] {
      var screen = ScreenModel(columns: size.columns, rows: size.rows) {
        WideText.columns(of: $0, ambiguousAreWide: ambiguous == .wide)
      }
      var frame = Frame(size: size, ambiguous: ambiguous)
      frame.write("ΩαΩ日α|", column: 3, row: 4)
      _ = feed(frame, encoder, &screen)
      #expect(shown(screen, 4) == shown(frame, 4))
      #expect(screen[ambiguous == .wide ? 13 : 9, 4].glyph == "|")
    }
  }

  /// The glyphs of a row with their columns; nothing for second halves.
  private func shown(_ screen: ScreenModel, _ row: Int) -> [String] {
    (0..<size.columns).map { column in
      let cell = screen[column, row]
      return cell.columns == 0 ? "" : String(cell.glyph)
    }
  }

  private func shown(_ frame: Frame, _ row: Int) -> [String] {
    (0..<size.columns).map { column in
      let cell = frame[column, row]
      // Before the last cell of the screen ncurses cannot place a wide glyph.
      let isApart = row == size.rows - 1 && frame[size.columns - 2, row].part == .rightHalf
      if isApart, column == size.columns - 3 || column == size.columns - 2 { return "?" }
      return cell.part == .rightHalf ? "" : String(cell.glyph)
    }
  }

  private func looks(_ cell: Cell) -> [String] {
    let names: [(Style.Attributes, Int)] = [(.bold, 1), (.dim, 2), (.underline, 4), (.reverse, 7)]
    let attributes = names.filter { cell.style.attributes.contains($0.0) }.map(\.1)
    let pen = ScreenModel.Pen(
      foreground: modelColor(cell.style.foreground),
      background: modelColor(cell.style.background), attributes: Set(attributes))
    return ScreenModel.Cell(glyph: cell.glyph, pen: pen).looks
  }

  private func modelColor(_ color: Color) -> ScreenModel.Color {
    switch color {
    case .terminal: .terminal
    case .indexed(let index): .indexed(Int(index))
    case .rgb(let red, let green, let blue): .rgb(Int(red), Int(green), Int(blue))
    }
  }

  @Test(arguments: [
    (TerminalEntry.named("xterm-256color"), ColorMode.palette256),
    (.named("xterm-256color"), .ansi16), (.named("tmux-256color"), .palette256),
    (.named("screen"), .ansi16), (.named("linux"), .ansi16), (.named("xterm"), .mono),
    (.named("vt100"), .mono), (.exactColors, .palette256), (.exactColors, .mono),
  ])
  func drawsTheGlyphsOnEveryTerminal(entry: TerminalEntry, color: ColorMode) throws {
    var generator = SplitMix64(state: 5)
    let encoder = try FrameEncoder(entry: entry, color: color, size: size)
    var screen = ScreenModel(columns: size.columns, rows: size.rows)
    var frame = Frame(size: size)
    for _ in 0..<20 {
      randomChange(&frame, &generator)
      _ = feed(frame, encoder, &screen)
      #expect(text(screen) == text(frame))
    }
    #expect(screen.unknown == [])
    #expect(screen.scrollCount == 0)
  }

  /// The characters apart from those that half blocks are drawn with.
  private func text(_ screen: ScreenModel) -> String {
    String((0..<size.rows * size.columns).map { screen.cells[$0].glyph }.map(withoutHalves))
  }

  private func text(_ frame: Frame) -> String {
    String(frame.cells.map(\.glyph).map(withoutHalves))
  }

  private func withoutHalves(_ glyph: Character) -> Character {
    "▀▄█".contains(glyph) ? " " : glyph
  }

  @Test func sendsOnlyWhatChanged() throws {
    let encoder = try FrameEncoder(entry: .exactColors, color: .trueColor, size: size)
    var screen = ScreenModel(columns: size.columns, rows: size.rows)
    var frame = Frame(size: size)
    frame.write("hello", column: 3, row: 4)
    let first = feed(frame, encoder, &screen)
    #expect(screen.modes == [7, 1049])
    #expect(feed(frame, encoder, &screen) == 0)
    frame[5, 4] = Cell("L")
    let edit = feed(frame, encoder, &screen)
    #expect(edit > 0 && edit < 16 && edit < first)
    #expect(screen.line(4) == "   heLlo")
    encoder.invalidate()
    #expect(feed(frame, encoder, &screen) > edit)
    #expect(screen.line(4) == "   heLlo")
  }

  /// A smooth blob that moves, as the pictures of the program are.
  private func blob(at center: Double, in size: Size) -> Frame {
    var frame = Frame(size: size)
    func shade(_ column: Int, _ row: Int) -> Color {
      let (x, y) = (Double(column) - center, Double(row) - Double(size.rows))
      let level = UInt8(23 * max(0, 1 - (x * x + y * y) / 400))
      return .indexed(232 + level)
    }
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let style = Style(
          foreground: shade(column, 2 * row), background: shade(column, 2 * row + 1))
        frame[column, row] = Cell("▀", style: style)
      }
    }
    return frame
  }

  @Test func sendsFewBytesForASmoothPictureThatMoves() throws {
    let size = Size(columns: 40, rows: 20)
    let encoder = try FrameEncoder(
      entry: .named("xterm-256color"), color: .palette256, size: size)
    var screen = ScreenModel(columns: size.columns, rows: size.rows)
    _ = feed(blob(at: 15, in: size), encoder, &screen)
    let moved = blob(at: 17, in: size)
    let before = blob(at: 15, in: size)
    let changeCount = zip(moved.cells, before.cells).count { $0 != $1 }
    let byteCount = feed(moved, encoder, &screen)
    #expect(changeCount > 300)
    // Naming both colours for each cell would take 25 bytes.
    #expect(byteCount < 14 * changeCount)
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        #expect(screen[column, row].looks == looks(moved[column, row]))
      }
    }
  }

  @Test func showsAndHidesTheCursor() throws {
    let encoder = try FrameEncoder(entry: .named("xterm-256color"), color: .mono, size: size)
    var screen = ScreenModel(columns: size.columns, rows: size.rows)
    var frame = Frame(size: size)
    frame.cursor = Frame.Position(column: 7, row: 2)
    _ = feed(frame, encoder, &screen)
    #expect(screen.modes.contains(25) && screen.cursor == (column: 7, row: 2))
    frame.cursor = nil
    _ = feed(frame, encoder, &screen)
    #expect(!screen.modes.contains(25))
  }

  @Test(arguments: [
    Size(columns: 1, rows: 1), Size(columns: 3, rows: 2), Size(columns: 200, rows: 60),
  ])
  func takesAnySize(newSize: Size) throws {
    let encoder = try FrameEncoder(entry: .exactColors, color: .trueColor, size: size)
    var screen = ScreenModel(columns: size.columns, rows: size.rows)
    _ = feed(Frame(size: size), encoder, &screen)
    screen.resize(columns: newSize.columns, rows: newSize.rows)
    encoder.resize(to: newSize)
    var frame = Frame(size: newSize)
    frame.fill(Rect(newSize), with: Cell("x"))
    _ = feed(frame, encoder, &screen)
    #expect(screen.text == frame.text)
    #expect(screen.scrollCount == 0)
  }

  @Test func leavesNothingBehind() throws {
    for entry in [TerminalEntry.exactColors, .named("xterm-256color")] {
      let encoder = try FrameEncoder(entry: entry, color: .palette256, size: size)
      var screen = ScreenModel(columns: size.columns, rows: size.rows)
      _ = feed(Frame(size: size), encoder, &screen)
      var guarded = screen
      var bytes: [UInt8] = []
      encoder.leave(into: &bytes)
      screen.feed(bytes)
      #expect(screen.modes == ScreenModel.usualModes)
      guarded.feed(encoder.restoreSequence())
      #expect(guarded.modes == ScreenModel.usualModes)
    }
  }

  @Test func showsAQuestionMarkForWhatTheLocaleDoesNotPrint() throws {
    let encoder = try FrameEncoder(entry: .exactColors, color: .mono, size: size)
    var screen = ScreenModel(columns: size.columns, rows: size.rows)
    var frame = Frame(size: size)
    for (column, glyph) in ["\u{1B}", "漢", "\u{10FFFF}", "👩‍👩‍👧", "e\u{301}", "\r\n"].enumerated() {
      frame[column, 0] = Cell(Character(glyph))
    }
    frame[6, 0] = Cell("|")
    _ = feed(frame, encoder, &screen)
    #expect(screen.line(0) == "????e\u{301}?|")
  }

  @Test func goesOnAfterMorePairsThanThereAre() throws {
    let wide = Size(columns: 200, rows: 50)
    let encoder = try FrameEncoder(entry: .exactColors, color: .trueColor, size: wide)
    var screen = ScreenModel(columns: wide.columns, rows: wide.rows)
    var frame = Frame(size: wide)
    for step in 0..<9 {
      for index in 0..<wide.columns * wide.rows {
        let value = step * 10_000 + index
        let color = Color.rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
        frame[index % wide.columns, index / wide.columns] = Cell(
          "*", style: Style(foreground: color))
      }
      _ = feed(frame, encoder, &screen)
    }
    for index in stride(from: 0, to: wide.columns * wide.rows, by: 7) {
      let (column, row) = (index % wide.columns, index / wide.columns)
      #expect(screen[column, row].pen.foreground == modelColor(frame[column, row].style.foreground))
    }
  }
}
