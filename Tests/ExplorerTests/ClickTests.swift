import Diagnostics
import Foundation
import Plotting
import Testing

@testable import Explorer

/// Panes register regions while they draw, and clicks in scripts find them.
@Suite struct ClickTests {
  /// A cell that shows a text, and is found by it.
  private func place(of text: String, in session: Session) throws -> (column: Int, row: Int) {
    let frame = session.frame(columns: 100, rows: 30)
    for (row, line) in frame.lines.enumerated() {
      guard let range = line.range(of: text) else { continue }
      return (line.distance(from: line.startIndex, to: range.lowerBound), row)
    }
    Issue.record("\(text) is not on the screen")
    return (0, 0)
  }

  private func click(_ text: String, _ session: inout Session) throws {
    let (column, row) = try place(of: text, in: session)
    try session.press("<click \(column),\(row)>")
  }

  @Test func theHeaderChoosesScreens() throws {
    var session = Session()
    for screen in Screen.all where screen != session.state.screen {
      let (column, row) = try place(of: "\(screen.digit) \(screen.title.prefix(4))", in: session)
      try session.press("<click \(column),\(row)>")
      #expect(session.state.screen == screen)
      try session.press("1")
    }
  }

  @Test func aSliderIsChosen() throws {
    var session = Session()
    let latent = session.state.listedLatents[2]
    try click(session.state.title(of: latent), &session)
    #expect(session.state.explore.selected == latent)
  }

  @Test func theHintsDoWhatTheySay() throws {
    var session = Session()
    try click("? help", &session)
    #expect(session.state.help != nil)
  }

  @Test func anOverlayHidesWhatLiesBelowIt() throws {
    var session = Session()
    let (column, row) = try place(of: "2 Map", in: session)
    try session.press("?<click \(column),\(row)>")
    #expect(session.state.screen == .explore && session.state.help != nil)
    try session.press("<esc><click \(column),\(row)>")
    #expect(session.state.screen == .map)
  }

  @Test func linesOfListsAreChosen() throws {
    var session = Session()
    try session.press("s")
    try click("#3", &session)
    #expect(session.state.samples?.line == 3)
  }

  @Test func cellsOfTablesAndMapsAreChosen() throws {
    var session = Session()
    try session.press("5")
    let layout = DiagnoseLayout(ScreenLayout(size: session.state.size).body)
    let first = session.state.diagnose.latent
    var seen: Set<Int> = [first]
    for column in layout.matrix.column..<layout.matrix.endColumn {
      try session.press("<click \(column),\(layout.matrix.row + 3)>")
      seen.insert(session.state.diagnose.latent)
    }
    #expect(seen.count > 1, "a click chooses another latent")
    try session.press("2")
    let plot = session.state.mapPlot
    try session.press("<click \(plot.column + 5),\(plot.row + 4)>")
    #expect(session.state.map.cursor == MapCell(column: 5, row: 4))
    try session.press("3")
    let pictures = try #require(session.state.traverse.pictures)
    let frame = session.frame(columns: 100, rows: 30)
    let offer = try #require(frame.offers.first { $0.argument == "1,1" })
    try session.press("<click \(offer.rect.column),\(offer.rect.row)>")
    #expect(session.state.traverse.cell == pictures.grid.rows[1][1])
  }

  @Test func aClickOnNothingChangesNothing() throws {
    var session = Session()
    let before = session.frame(columns: 100, rows: 30)
    try session.press("<click 9000,9000><click 50,1>")
    #expect(session.frame(columns: 100, rows: 30).cells == before.cells)
  }

  @Test(arguments: ["<click>", "<click 3>", "<click 3,>", "<click -1,2>", "<click a,b>"])
  func aClickNeedsAPlace(script: String) {
    #expect(throws: KeyScript.ScriptError.self) { try KeyScript.parse(script) }
  }

  @Test func theTopmostOfferWins() {
    var frame = Frame(size: Size(columns: 10, rows: 5))
    frame.offer(Rect(column: 0, row: 0, columns: 10, rows: 5), command: "below")
    frame.offer(Rect(column: 2, row: 1, columns: 3, rows: 2), command: "above", argument: "x")
    frame.offerPlaces(
      in: Rect(column: 6, row: 1, columns: 3, rows: 2), command: "cell", prefix: "p ")
    #expect(frame.offer(column: 2, row: 1)?.command == "above")
    #expect(frame.offer(column: 5, row: 1)?.command == "below")
    #expect(frame.offer(column: 7, row: 2)?.argument == "p 1,1")
    #expect(frame.offer(column: 10, row: 0) == nil)
    frame.withdrawOffers()
    #expect(frame.offer(column: 2, row: 1) == nil)
  }
}
