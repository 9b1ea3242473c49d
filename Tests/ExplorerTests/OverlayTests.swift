import Plotting
import Tensors
import Testing

@testable import Explorer

@Suite struct OverlayTests {
  @Test func helpFiltersAndRunsTheLine() throws {
    var session = Session()
    try session.press("?fold<enter>")
    #expect(session.state.overlays.isEmpty && !session.state.explore.foldsInactive)
  }

  @Test func helpFindsACommandByItsKey() throws {
    var session = Session()
    try session.press("?G")
    let found = session.state.help?.commands(
      in: session.state.scopesBelowOverlay, of: .standard)
    #expect(found?.contains { $0.name == "graphics" } == true)
  }

  @Test func helpAsksForAnArgumentInThePalette() throws {
    var session = Session()
    try session.press("?seed of random<enter>")
    #expect(session.state.palette?.field.text == "seed ")
    try session.press("42<enter>")
    #expect(session.state.draws.seed == 42)
  }

  @Test func thePaletteTakesArgumentsInline() throws {
    var session = Session()
    try session.press(":goto z3=1.5<enter>")
    #expect(session.state.latents[3] == 1.5)
    try session.press(":stretch log<enter>")
    #expect(session.state.look.stretch == .log)
    try session.press("<c-p>stretch cubic<enter>")
    #expect(
      session.state.message?.text
        == "expected one of linear, asinh, log, sqrt; found 'cubic'")
  }

  @Test func thePaletteShowsTheLastCommandFirst() throws {
    var session = Session()
    try session.press(":fold<enter>:")
    #expect(session.state.paletteEntries.first?.command.name == "fold")
  }

  @Test func aCommandThatCannotRunSaysWhy() throws {
    var session = Session()
    try session.press("i")
    #expect(session.state.message?.text == "walk from A to B: pin A here (a), move, pin B (b)")
    try session.press(":interp")
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("not now: pin A here (a)"))
  }

  @Test func lettersMatchInOrderAndWholeWordsWin() throws {
    #expect(FuzzyMatch.score("xyz", in: "stretch") == nil)
    let whole = try #require(FuzzyMatch.score("log", in: "log"))
    let apart = try #require(FuzzyMatch.score("log", in: "latent of gallery"))
    #expect(whole > apart)
  }

  @Test func theInspectorReadsPixels() throws {
    var session = Session()
    try session.press("I<up><left>v")
    #expect(session.state.inspector?.row == 15 && session.state.inspector?.column == 15)
    #expect(session.state.inspector?.subject == .source)
    let value = try #require(session.state.decoded?.sample[15, 15, 0])
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("decoded \(NumberText.compact(Double(value), digits: 5))"))
    try session.press("++++<esc>")
    #expect(session.state.overlays.isEmpty)
  }

  @Test func keysOfTheInspectorStayInsideThePicture() throws {
    var session = Session()
    try session.press("I" + String(repeating: "<pgup>", count: 5))
    #expect(session.state.inspector?.row == 0)
    try session.press(String(repeating: "l", count: 50))
    #expect(session.state.inspector?.column == 32)
  }

  @Test func graphicsAndThemeWalkTheirLadders() throws {
    var session = Session()
    try session.press("G")
    #expect(session.state.capabilities.graphics == .braille)
    try session.press("GG")
    #expect(session.state.capabilities.graphics == .half)
    var plain = Session(Session.mono)
    try plain.press(":graphics half<enter>")
    #expect(plain.state.capabilities.graphics == .ascii)
    try session.press("T")
    #expect(session.state.theme == .light)
  }

  @Test func pastedTextGoesToTheField() throws {
    var session = Session()
    try session.press(":")
    session.send(.pasted("\r\ngoto z1=2\r\nq\nquit"))
    #expect(session.state.palette?.field.text == "goto z1=2")
  }

  @Test func longTextsAreBrokenAtBlanks() {
    #expect("one two three".wrapped(to: 7, glyphs: .ascii) == ["one two", "three"])
    #expect("extraordinary word".wrapped(to: 4, glyphs: .ascii) == ["extraordinary", "word"])
    #expect("".wrapped(to: 4, glyphs: .ascii).isEmpty)
    #expect("one".wrapped(to: 0, glyphs: .ascii) == ["one"])
    #expect("日本 語".wrapped(to: 6, glyphs: .ascii) == ["日本", "語"])
    #expect("日本 語".wrapped(to: 7, glyphs: .ascii) == ["日本 語"])
  }

  @Test func textFieldsEditInTheMiddle() {
    var field = TextField("one two")
    for key in [KeyPress(.left), KeyPress(.backspace), .control("w"), .character("x")] {
      _ = field.handle(key)
    }
    #expect(field.text == "one xo" && field.cursor == 5)
    field.insert(String(repeating: "y", count: 5000))
    #expect(field.characters.count == TextField.limit)
  }
}
