import Datasets
import Plotting
import TestSupport
import Testing

@testable import Explorer

/// Messages on the status line and in the log.
@Suite struct MessageTests {
  private let long = String(repeating: "word ", count: 40) + "end"

  @Test(arguments: [60, 80, 100, 160])
  func aMessageThatIsCutSaysWhereTheWholeIs(columns: Int) throws {
    var session = Session(size: Size(columns: columns, rows: 24))
    session.send(.notice(long))
    let text = session.frame(columns: columns, rows: 24).text
    #expect(text.contains("…  ~ log"), "\(text)")
    try session.press("~")
    let log = session.frame(columns: columns, rows: 24).text
    #expect(log.contains(" end"), "the log has all of it:\n\(log)")
    #expect(log.components("word") >= 40)
  }

  @Test func aMessageThatFitsIsWhole() throws {
    var session = Session(size: Size(columns: 100, rows: 24))
    session.send(.notice("short"))
    let text = session.frame(columns: 100, rows: 24).text
    #expect(text.contains("short") && !text.contains("~ log"))
  }

  @Test func whatWasDoneIsInTheLogOnceAndQuestionsAreNot() throws {
    var session = Session()
    try session.press("c")
    let line = try #require(session.state.message?.text)
    #expect(session.state.log.lines.last == line)
    let count = session.state.log.lines.count
    try session.press("hl")
    #expect(session.state.log.lines.count == count)
    session.send(.logLine("a question follows"))
    var asking = session.state
    asking.message = .question("sure?")
    #expect(asking.log.lines.last == "a question follows")
  }

  /// In the log every entry can be read whole, from the newest to the oldest.
  @Test func theLogScrollsToItsOldestEntry() throws {
    var session = Session(size: Size(columns: 60, rows: 18))
    for index in 0..<30 { session.send(.logLine("entry \(index) \(long)")) }
    try session.press("~<home>")
    let text = session.frame(columns: 60, rows: 18).text
    let first = try #require(session.state.log.lines.first)
    #expect(text.contains(first.prefix(20)), "\(text)")
    try session.press("<end>")
    #expect(session.frame(columns: 60, rows: 18).text.contains("end"))
  }

  private func other(_ kind: String, _ command: String) -> OtherFile {
    OtherFile(
      path: "a.file", kind: kind, phrase: "a \(kind)", command: command, problem: "a.file: no model"
    )
  }

  private func opened(_ session: Session, _ other: OtherFile) throws -> Session {
    var session = session
    session.holdsAnswers = true
    try session.press(":open a.file<enter>")
    guard case .open(let token, "a.file") = session.effects.last else {
      Issue.record("expected a request to open, found \(session.effects.suffix(1))")
      return session
    }
    session.forgetEffects()
    session.send(.foundOther(token, other))
    return session
  }

  @Test func whatIsNoModelIsShownOnItsScreen() throws {
    let log = try opened(Session(), other("log", "watch"))
    #expect(log.state.screen == .train)
    let points = try opened(Session(), other("table", "map"))
    #expect(points.state.screen == .map && points.state.map.file?.path == "a.file")
    let data = try opened(Session(), other("data", "map"))
    #expect(data.state.screen == .explore)
    #expect(
      data.effects.contains { if case .openData(_, "a.file") = $0 { true } else { false } })
    let picture = try opened(Session(), other("picture", "inspect"))
    #expect(picture.state.screen == .explore && picture.state.message?.kind == .failed)
    #expect(picture.state.message?.text == "a.file is a picture: latentty inspect opens it")
    #expect(picture.state.model != nil, "the model stays")
  }
}

extension String {
  fileprivate func components(_ word: String) -> Int { ranges(of: word).count }
}
