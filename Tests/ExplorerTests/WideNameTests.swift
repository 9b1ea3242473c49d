import Datasets
import Plotting
import TestSupport
import Testing

@testable import Explorer

/// Screens of models, runs and factors whose names have fewer or more columns than characters.
struct WideNameTests {
  private static let places = [
    "", "s", "c", "h", "?", ":", "2", "2i", "4", "4i", "5", "5<tab>", "5<enter>", "7", "7<tab>",
  ]

  private static func model(_ seed: UInt64) -> MadeUpModel {
    var model = MadeUpModel.aligned(seed % 2 == 0 ? .image : .curve)
    model.change = { opened in
      var random = SplitMix64(state: seed)
      func name() -> String { WideText.random(atMost: 24, using: &random) }
      opened.title = name()
      opened.data.name = name()
      opened.data.unit = name()
      for index in opened.data.factors.indices {
        opened.data.factors[index].name = name()
        opened.data.factors[index].unit = String(name().prefix(3))
      }
    }
    return model
  }

  @Test("every line of every screen fills its columns", arguments: 0..<24 as Range<UInt64>)
  func screens(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let ambiguous: AmbiguousWidth = seed % 3 == 0 ? .wide : .narrow
    let capabilities = TerminalCapabilities(
      graphics: ambiguous == .wide ? .braille : .half, color: .palette256, ambiguous: ambiguous)
    for place in Self.places {
      let size = Size(
        columns: Int.random(in: 60...140, using: &random),
        rows: Int.random(in: 18...40, using: &random)
      )
      var session = Session(
        capabilities, size: size, model: Self.model(seed),
        runs: MadeUpRuns(names: WideText.samples.shuffled(using: &random), stepCount: 40))
      try session.press(place)
      session.send(.logLine(WideText.random(atMost: 90, using: &random)))
      let frame = session.frame(columns: size.columns, rows: size.rows)
      let label: Comment = "seed \(seed) '\(place)' \(size)"
      for line in frame.lines {
        #expect(
          WideText.columns(of: line, ambiguousAreWide: ambiguous == .wide) == size.columns, label)
      }
      // No glyph of the program is in a cell that is too narrow for it.
      let misfit = frame.cells.first {
        $0.part == .whole && !GlyphWidth.isSingleColumn($0.glyph, ambiguous: ambiguous)
      }
      #expect(misfit == nil, label)
    }
  }

  @Test("names are shown in full, in the cells that they take")
  func names() throws {
    var model = MadeUpModel()
    model.change = { $0.title = "日本語モデル" }
    let session = Session(
      model: model, start: .explore, runs: MadeUpRuns(names: ["日本語", "café"], stepCount: 40))
    #expect(session.frame(columns: 100, rows: 30).lines[0].contains("日本語モデル  z10"))
  }

  @Test("the cursor of a text field is placed by columns")
  func field() throws {
    var session = Session(size: Size(columns: 80, rows: 24))
    try session.press(":")
    let empty = try #require(session.frame(columns: 80, rows: 24).cursor)
    session.send(.pasted("日本e\u{301}"))
    #expect(session.frame(columns: 80, rows: 24).cursor?.column == empty.column + 5)
    try session.press("<left>")
    #expect(session.frame(columns: 80, rows: 24).cursor?.column == empty.column + 4)
    try session.press("<left>")
    #expect(session.frame(columns: 80, rows: 24).cursor?.column == empty.column + 2)
    session.send(.pasted(String(repeating: "漢", count: 60)))
    let frame = session.frame(columns: 80, rows: 24)
    let cursor = try #require(frame.cursor)
    #expect(cursor.column > 70 && cursor.column < 79)
    #expect(frame[cursor.column - 1, cursor.row].glyph == "漢")
    #expect(
      frame[cursor.column, cursor.row].glyph == "本" || frame[cursor.column, cursor.row].glyph == " "
    )
  }
}
