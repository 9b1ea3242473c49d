import Datasets
import Diagnostics
import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// The Traverse screen: latents by values.
@Suite struct TraverseTests {
  private func asked(_ session: Session) -> [TraverseRequest] {
    session.effects.compactMap {
      if case .work(_, let any) = $0 { any.request as? TraverseRequest } else { nil }
    }
  }

  @Test func everyListedLatentIsARowOfPriorQuantiles() throws {
    var session = Session()
    try session.press("3")
    let pictures = try #require(session.state.traverse.pictures)
    #expect(pictures.traversal.layout == .rows(session.state.listedLatents))
    #expect(pictures.traversal.range == .prior && pictures.grid.columnCount == 7)
    for row in pictures.grid.rows {
      for cell in row {
        let others = cell.point.indices.filter { !cell.moved.contains($0) }
        #expect(others.allSatisfy { cell.point[$0] == session.state.latents[$0] })
      }
      #expect(
        zip(row, row.dropFirst()).allSatisfy { $0.point[$0.moved[0]] < $1.point[$1.moved[0]] })
    }
  }

  /// The values of a latent that carries a factor end where its slider does; U lifts both.
  @Test func factorsStayWithinTheirBounds() throws {
    var session = Session(model: .aligned())
    try session.press("3:traverse.reach 90<enter>")
    func radii(_ session: Session) throws -> [Double] {
      let pictures = try #require(session.state.traverse.pictures)
      let row = try #require(pictures.grid.rows.first { $0[0].moved == [1] })
      return row.map { 0.5 - 0.2 * Double($0.point[1]) }
    }
    let found = try radii(session)
    #expect(found.allSatisfy { (0.1...1).contains($0) }, "\(found)")
    #expect(abs((found.max() ?? 0) - 1) < 1e-5 && abs((found.min() ?? 0) - 0.1) < 1e-5)
    let row = try #require(
      session.state.traverse.pictures?.grid.rows.firstIndex { $0[0].moved == [1] })
    try session.press("<pgup>" + String(repeating: "j", count: row))
    #expect(
      session.state.traversalFacts.contains {
        $0.contains("ends at the bounds of radius (U lifts them)")
      })
    try session.press("1U3")
    let lifted = try radii(session)
    #expect((lifted.min() ?? 1) < 0.1 || (lifted.max() ?? 0) > 1, "\(lifted)")
    #expect(session.state.traversalFacts.allSatisfy { !$0.contains("ends at the bounds") })
  }

  @Test func whatIsAskedForOnceIsNotAskedForAgain() throws {
    var session = Session()
    try session.press("3lljj")
    #expect(asked(session).count == 1)
    try session.press("+")
    #expect(asked(session).map(\.traversal.count) == [7, 8])
    try session.press("1l3")
    #expect(asked(session).count == 3, "the other latents are those of the sliders")
  }

  @Test func enterTakesTheCellToTheSlidersAndUndoBringsThemBack() throws {
    var session = Session()
    try session.press("3jl")
    let before = session.state.latents
    let cell = try #require(session.state.traverse.cell)
    try session.press("<enter>")
    #expect(session.state.latents == cell.point && session.state.latents != before)
    try session.press("1u")
    #expect(session.state.latents == before)
  }

  @Test func aGridHasOneLatentAcrossAndOneUpwards() throws {
    var session = Session()
    try session.press("3:traverse.grid 0,2<enter>:traverse.steps 4<enter>")
    let pictures = try #require(session.state.traverse.pictures)
    #expect(pictures.traversal.layout == .grid(across: 0, down: 2))
    #expect(pictures.grid.rows.count == 4 && pictures.grid.columnCount == 4)
    let (top, bottom) = (pictures.grid.rows[0][0].point, pictures.grid.rows[3][0].point)
    #expect(top[2] > bottom[2] && top[0] == bottom[0], "the highest value is at the top")
    try session.press("g")
    #expect(session.state.traverse.grid == nil)
  }

  @Test func everyRangeSaysWhyItIsMissing() throws {
    var session = Session()
    try session.press("3:traverse.range sample<enter>")
    let pictures = try #require(session.state.traverse.pictures)
    let source = try #require(session.state.source?.encoded)
    let row = try #require(pictures.grid.rows.first)
    let latent = row[0].moved[0]
    #expect(row[3].point[latent] == source.mean[latent])
    #expect(
      abs(row[6].point[latent] - source.mean[latent] - 2 * source.deviation[latent]) < 1e-5)
    session = Session(modelPath: nil)
    try session.press("3")
    #expect(session.frame(columns: 80, rows: 24).text.contains("no model is open yet"))
    try session.press("1")
    let explore = session.frame(columns: 80, rows: 24).text
    #expect(explore.contains("no model is open yet") && !explore.contains("0 latents"))
    #expect(!explore.contains("fine") && explore.contains("quit"))
    #expect(session.state.traversalProblem(.prior) == "open a model first")
  }

  @Test func nonsenseIsRefusedInOneLine() throws {
    var session = Session()
    for (keys, text) in [
      (":traverse.dims 0,0<enter>", "expected different latents from 0 to"),
      (":traverse.dims 99<enter>", "expected different latents from 0 to"),
      (":traverse.grid 1<enter>", "expected two latents such as 0,3"),
      (":traverse.steps 1<enter>", "expected a number from 2 to 99"),
      (":traverse.reach -1<enter>", "expected a number above 0"),
      (":traverse.range nowhere<enter>", "expected one of prior, posterior, sample"),
    ] {
      try session.press("3" + keys)
      #expect(session.state.message?.text.hasPrefix(text) == true, "\(keys)")
      #expect(session.state.traverse.pictures != nil)
    }
  }

  @Test func codesThatArePointsHaveNoRangeAboutASample() throws {
    let points = TraversalSpace.Normal(mean: 1, deviation: 0)
    let model = try #require(Session().state.model)
    let space = TraversalSpace(
      model.latents.family, count: model.latentCount, statistics: nil,
      sample: Array(repeating: points, count: model.latentCount))
    #expect(space.problem(.sample) == "codes here have no deviation")
  }

  @Test(arguments: ["map FILE", "traverse X", "files FOLDER"])
  func whatTakesNoArgumentRefusesOne(typed: String) throws {
    var session = Session()
    let words = typed.split(separator: " ")
    try session.press(":\(typed)<enter>")
    #expect(
      session.state.message?.text == "\(words[0]): takes no argument; found '\(words[1])'")
    #expect(session.state.screen == .explore)
  }

  @Test func aClickOnAPictureInViewDoesNotScroll() throws {
    var session = Session(size: Size(columns: 60, rows: 18))
    try session.press("3")
    for _ in 0..<2 {
      let before = session.frame(columns: 60, rows: 18).offers.filter {
        $0.command == "traverse.cell"
      }
      let last = try #require(before.last)
      try session.press("<click \(last.rect.column),\(last.rect.row)>")
      let after = session.frame(columns: 60, rows: 18).offers.filter {
        $0.command == "traverse.cell"
      }
      #expect(after.map(\.argument) == before.map(\.argument))
      try session.press("<down>")
      #expect(
        session.frame(columns: 60, rows: 18).offers.contains {
          $0.argument == "\(session.state.traverse.column),\(session.state.traverse.row)"
        })
    }
  }

  @Test func tilesOfCurvesShareTheirAxis() throws {
    let data = DataDescription(name: "", kind: .curve, shape: [1, 3, 1], unit: "", factors: [])
    let samples = Tensor(shape: [2, 1, 3, 1], elements: [0, 1, 2, 0, 10, 20])
    let drawing = SampleDrawing(data, covering: [samples])
    let (small, large) = (
      drawing.bitmap(samples.sample(0), leastSide: 96),
      drawing.bitmap(samples.sample(1), leastSide: 96)
    )
    #expect(small != large, "a tenth as high on one axis")
  }

  @Test func rowsAreChosenAndExported() throws {
    var session = Session()
    try session.press("3:traverse.dims z2,0<enter>x")
    #expect(session.state.traverse.pictures?.traversal.layout == .rows([2, 0]))
    #expect(
      session.state.message?.text
        == "saved made-up-traversal.png and made-up-traversal.safetensors")
  }

  @Test func anotherModelStartsOver() throws {
    var session = Session()
    try session.press("3:traverse.dims 1<enter>:open other.safetensors<enter>")
    session.send(.resized(Size(columns: 100, rows: 30)))
    #expect(session.state.traverse.chosenLatents == [1] || session.state.traverse.pictures != nil)
    var other = session.state
    other.traverse = other.traverse.restarted
    #expect(other.traverse.chosenLatents == nil && other.traverse.pictures == nil)
  }

  @Test(arguments: [(120, 40), (80, 24), (60, 18)], [false, true])
  func looksLike(size: (columns: Int, rows: Int), isGrid: Bool) throws {
    for capabilities in [Session.color, Session.mono] {
      var session = Session(capabilities, size: Size(columns: size.columns, rows: size.rows))
      try session.press(isGrid ? "3:traverse.grid 0,1<enter>jl" : "3jl")
      let name = "\(isGrid ? "grid" : "rows")-\(size.columns)x\(size.rows)"
      assertSnapshot(
        session.frame(columns: size.columns, rows: size.rows).text,
        named: name + (capabilities == Session.mono ? "-ascii" : ""))
    }
  }

  @Test(arguments: [(100, 30), (60, 18)])
  func curvesAreTraversedToo(columns: Int, rows: Int) throws {
    var session = Session(size: Size(columns: columns, rows: rows), model: .aligned(.curve))
    try session.press("3")
    assertSnapshot(
      session.frame(columns: columns, rows: rows).text, named: "curves-\(columns)x\(rows)")
  }
}
