import Testing

@testable import Explorer

@Suite struct HistoryTests {
  @Test func undoTakesEveryEditBackExactly() throws {
    var session = Session()
    let edits = "lLH<pgup>jrR0knah<pgdn>"
    var points: [[Float]] = []
    for key in try KeyScript.parse(edits) {
      let before = session.state.latents
      session.send(.key(key))
      if session.state.latents != before { points.append(before) }
    }
    let last = session.state.latents
    #expect(session.state.history.past.count == points.count)
    for point in points.reversed() {
      try session.press("u")
      #expect(session.state.latents == point)
      #expect(session.state.decoded?.latents == point)
    }
    try session.press(String(repeating: "<c-r>", count: points.count))
    #expect(session.state.latents == last)
  }

  @Test func anEditForgetsWhatCouldBeRedone() throws {
    var session = Session()
    try session.press("llul<c-r>")
    #expect(session.state.message?.text == "redo: nothing to redo")
  }

  @Test func undoBringsTheSampleBackToo() throws {
    var session = Session()
    try session.press("nn")
    #expect(session.state.source?.label == "gallery #2")
    try session.press("u")
    #expect(session.state.source?.label == "gallery #1")
    #expect(session.state.latents == MadeUpModel().code(1))
  }

  @Test func drawsDependOnTheSeedAlone() throws {
    var first = Session()
    var second = Session()
    try first.press("Rr")
    try second.press("lllRr")
    #expect(first.state.latents[0] == second.state.latents[0])
    try second.press(":seed 7<enter>Rr")
    #expect(first.state.latents == second.state.latents)
    try second.press(":seed x<enter>")
    #expect(second.state.message?.kind == .failed)
  }
}
