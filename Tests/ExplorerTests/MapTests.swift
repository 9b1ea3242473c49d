import Analysis
import Maps
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

@Suite struct MapTests {
  private func requests(_ session: Session) -> [MapRequest] {
    session.effects.compactMap { if case .map(_, let request) = $0 { request } else { nil } }
  }

  private func steerings(_ session: Session) -> [MapSteering] {
    session.effects.compactMap { if case .steerMap(_, let kind) = $0 { kind } else { nil } }
  }

  private func text(_ session: Session) -> String { session.frame(columns: 100, rows: 30).text }

  @Test func theScreenAsksOnceAndKeepsWhatItWasTold() throws {
    var session = Session()
    #expect(requests(session).isEmpty, "nothing is mapped before the screen is opened")
    try session.press("2")
    #expect(requests(session).map(\.method) == [.tsne])
    #expect(requests(session).map(\.sampleCount) == [nil])
    try session.press("12")
    #expect(requests(session).count == 1 && session.state.isIdle)
    #expect(session.state.map.update?.panels.count == 1)
  }

  @Test func anotherModelForgetsTheMap() throws {
    var session = Session()
    try session.press("2d:open other.safetensors<enter>")
    #expect(requests(session).count == 2)
    #expect(session.effects.contains(.cancel(.map)))
    #expect(session.state.map.showsDensity, "how things are shown stays")
  }

  @Test func openedDataAreMappedInstead() throws {
    var session = Session()
    try session.press("2:data blobs.safetensors<enter>")
    #expect(requests(session).map(\.usesData) == [false, true])
  }

  @Test func progressIsShownAndEscapeStops() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("2")
    let token = try #require(session.state.awaited[.map])
    session.send(.mapping(token, MapPreparation(stage: "encoding samples", fraction: 0.4)))
    #expect(text(session).contains("encoding samples 40%"))
    session.forgetEffects()
    try session.press("<esc>")
    #expect(session.effects == [.cancel(.map)] && session.state.awaited[.map] == nil)
    #expect(text(session).contains("r starts again"))
    session.send(.mapped(token, try MadeUpMap().update()))
    #expect(session.state.map.update == nil, "a late answer changes nothing")
    try session.press("r")
    #expect(requests(session).map(\.ignoresKept) == [true])
  }

  @Test func aMovingMapIsAwaitedAndDoesNotHoldFramesBack() throws {
    var session = Session()
    try session.press("2")
    session.holdsAnswers = true
    try session.press("r")
    let token = try #require(session.state.awaited[.map])
    var map = MadeUpMap()
    for iteration in [10, 20, 400] {
      session.send(.mapped(token, try map.moving(at: iteration)))
      #expect(session.state.awaited[.map] == token)
      #expect(session.state.mapPanel?.layout.iteration == iteration)
    }
    #expect(text(session).contains("t-SNE 400/750") && text(session).contains("25 it/s"))
    session.send(.mapped(RequestToken(value: token.value - 1), try map.moving(at: 500)))
    #expect(session.state.mapPanel?.layout.iteration == 400, "a stale map is dropped")
    try session.press(" ")
    #expect(steerings(session) == [.pause] && session.state.map.isPaused)
    #expect(session.state.awaited[.map] != token)
    map.steer(.pause)
    session.send(.mapped(try #require(session.state.awaited[.map]), try map.update()))
    #expect(session.state.awaited[.map] == nil)
  }

  @Test func whileAMapMovesWhatLiesUnderTheCursorIsNotAskedForEveryTime() throws {
    var session = Session()
    try session.press("2")
    session.holdsAnswers = true
    try session.press("r")
    let token = try #require(session.state.awaited[.map])
    var map = MadeUpMap()
    for effect in session.unanswered {
      if case .map = effect { continue }
      session.engine.answers(effect).forEach { session.send($0) }
    }
    session.forgetEffects()
    var answered = 0
    for iteration in 1...100 {
      session.send(.mapped(token, try map.moving(at: iteration)))
      let asked = session.effects[answered...]
      answered = session.effects.count
      for effect in asked { session.engine.answers(effect).forEach { session.send($0) } }
    }
    let looks = session.effects.count { if case .inspectMap = $0 { true } else { false } }
    let places = session.effects.count { if case .placeOnMap = $0 { true } else { false } }
    #expect((3...6).contains(looks), "\(looks) looks")
    #expect((3...6).contains(places), "\(places) places")
  }

  @Test func theMapIsSteered() throws {
    var session = Session()
    try session.press("2 .P[]:map.perplexity 12<enter>")
    #expect(
      steerings(session) == [
        .run, .step, .perturb, .perplexity(20), .perplexity(30), .perplexity(12),
      ])
    #expect(session.state.isIdle && requests(session).count == 1, "the layout is kept")
    #expect(text(session).contains("perplexity 12"))
    try session.press(":map.perplexity x<enter>")
    #expect(session.state.message?.kind == .failed && session.state.map.tsne.perplexity == 12)
  }

  @Test func theMethodsFollowEachOther() throws {
    var session = Session()
    try session.press("2ppp")
    #expect(
      requests(session).map(\.method) == [.tsne, .axes(x: 0, y: 1), .principalComponents, .tsne])
    try session.press("p ")
    #expect(session.state.message?.text.contains("only t-SNE moves") == true)
    try session.press("Aanomaly<enter>aflux<enter>")
    let featureCount = try #require(session.state.map.points).featureCount
    #expect(session.state.map.method == .axes(x: featureCount, y: featureCount + 12))
    #expect(text(session).contains("anomaly score × flux / counts"))
  }

  @Test func panelsNeedTiedLatents() throws {
    var session = Session()
    try session.press("2F")
    #expect(session.state.message?.text.contains("no latent is tied") == true)
    session = Session(model: .aligned())
    try session.press("2F")
    #expect(requests(session).last?.panels == [.all, .auxiliary, .remaining])
    #expect(text(session).contains("R2") && text(session).contains("0.68"))
    try session.press("<tab>")
    #expect(session.state.map.panel == 1)
    try session.press("FF")
    #expect(requests(session).last?.panels == [.remaining] && session.state.map.panel == 0)
  }

  @Test func aPickMovesTheSliders() throws {
    var session = Session()
    try session.press("2hhhjjj")
    let nearest = try #require(session.state.mapNearest)
    #expect(session.state.map.inspection?.nearest == nearest)
    let code = Array(try #require(session.state.map.points).features.row(nearest))
    try session.press("<enter>")
    #expect(session.state.latents == code)
    #expect(session.state.source?.label == "map #\(nearest)")
    #expect(session.state.map.cross == [MapPlace(x: code[0], y: code[code.count - 1])])
    try session.press("1u")
    #expect(session.state.latents != code, "a pick is one step of undo")
  }

  @Test func theCrossFollowsTheSliders() throws {
    var session = Session()
    try session.press("2")
    let before = session.state.map.cross
    try session.press("1lll2")
    #expect(session.state.map.cross.count == 1 && session.state.isIdle)
    try session.press("1:goto z0=1.5<enter>2")
    #expect(session.state.map.cross != before && session.state.map.cross[0].x == 1.5)
  }

  @Test func theCursorStaysInItsPaneAndTheMapMovesBelowIt() throws {
    var session = Session()
    try session.press("2" + String(repeating: "h", count: 33))
    let window = session.state.map.windows[0]
    #expect(session.state.mapCursor?.column == 0)
    try session.press("h")
    #expect(session.state.mapCursor?.column == 0)
    #expect(session.state.map.windows[0].centerX < window.centerX)
    #expect(!session.state.map.isFollowing)
    try session.press("_")
    #expect(session.state.map.windows[0].spanX == window.spanX)
  }

  @Test func zoomingKeepsThePlaceUnderTheCursor() throws {
    var session = Session()
    try session.press("2lljj")
    let before = try #require(session.state.mapCursorPlace)
    try session.press("+++-")
    let after = try #require(session.state.mapCursorPlace)
    #expect(abs(before.x - after.x) < 1e-9 && abs(before.y - after.y) < 1e-9)
    #expect(session.state.map.windows[0].spanX < 8)
  }

  @Test func zzShowsWhatIsInTheBox() throws {
    var session = Session()
    try session.press("2vlllllllljjjj")
    let region = try #require(session.state.mapRegion)
    try session.press("zz")
    guard case .box(let box) = region else { throw Unexpected() }
    let window = session.state.map.windows[0]
    #expect(abs(window.spanX - (box.right - box.left)) < 1e-9)
    #expect(abs(window.centerY - (box.bottom + box.top) / 2) < 1e-9)
    #expect(session.state.map.area == nil)
    try session.press("_zl")
    #expect(session.state.map.prefix == nil && session.state.map.windows[0] != window)
  }

  /// Keys to the first of the three clouds.
  private static let toCloud = "2" + String(repeating: "h", count: 24) + "jj"

  @Test(arguments: ["vlllllllljjjj", "LLLLLLLJJJ", "vvlllllllljjjjhhhhhhhh"])
  func theAreaIsSelectedToggledAndCleared(keys: String) throws {
    var session = Session()
    try session.press(Self.toCloud + keys)
    let inside = session.state.mapPoints(in: try #require(session.state.mapRegion))
    #expect(!inside.isEmpty)
    try session.press("s")
    let selection = session.state.map.selection
    #expect(selection.indices.filter { selection[$0] } == inside)
    #expect(session.state.map.area == nil)
    #expect(text(session).contains("\(inside.count) selected"))
    try session.press(":map.clear-all<enter>")
    #expect(session.state.map.selection.isEmpty)
  }

  @Test func togglingTwiceChangesNothing() throws {
    var session = Session()
    try session.press(Self.toCloud + "LLLLLLLLJJJJs")
    let before = session.state.map.selection
    try session.press("hhtt")
    #expect(session.state.map.selection == before)
    try session.press("llLLNhhhN")
    #expect(session.state.map.selection.isEmpty)
  }

  @Test func aLassoHoldsWhatItsLineGoesAround() {
    let star: [MapArea.Corner] = [(0, 0), (4, 0), (4, 4), (0, 4)].map {
      MapArea.Corner(x: $0, y: $1)
    }
    let region = MapRegion.polygon(star)
    for (x, y, isInside) in [(2.0, 2.0, true), (5, 2, false), (2, -1, false), (3.9, 0.1, true)] {
      #expect(region.contains(x: x, y: y) == isInside, "\(x), \(y)")
    }
    #expect(!MapRegion.polygon([]).contains(x: 0, y: 0))
    #expect(!MapRegion.polygon([star[0]]).contains(x: 0, y: 0))
  }

  @Test func coloursGoThroughTheColumns() throws {
    var session = Session()
    try session.press("2")
    #expect(text(session).contains("colour: flux / counts"))
    try session.press("c")
    #expect(text(session).contains("colour: kind") && text(session).contains("E elliptical 80"))
    try session.press("2")
    #expect(!session.state.map.coloring.shows(1) && session.state.screen == .map)
    #expect(text(session).contains("160 in view") && text(session).contains("spiral hidden"))
    try session.press("2<esc>1")
    #expect(session.state.map.coloring.shows(1) && session.state.screen == .explore)
    try session.press("2Canom<enter>")
    #expect(text(session).contains("colour: anomaly score"))
    try session.press(":map.color none<enter>")
    #expect(session.state.map.coloring.column == nil)
    try session.press(":map.color nothing<enter>")
    #expect(session.state.message?.kind == .failed)
  }

  @Test func aPrefixEndsWithTheNextKey() throws {
    var session = Session()
    try session.press("2z")
    #expect(session.state.scopes.first == .mapZoom)
    try session.press("l")
    #expect(session.state.scopes.first == .map)
    try session.press("c")
    #expect(session.state.map.coloring.names == MadeUpMap.kinds)
    #expect(session.state.scopes.first == .mapColor)
    try session.press("5")
    #expect(session.state.screen == .map && session.state.message?.text == "there is no class 5")
    try session.press("<esc>5")
    #expect(session.state.screen == .diagnose)
  }

  @Test func exportIsAnEffectWithTheMapAndTheSelection() throws {
    var session = Session()
    try session.press(Self.toCloud + "LLLLLLLLJJJJsx")
    let exports = session.effects.compactMap { $0.request(MapExport.self) }
    let export = try #require(exports.first)
    #expect(export.stem == "made-up-map" && export.selection.contains(true))
    #expect(export.picture.width == export.picture.height)
    #expect(export.update == session.state.map.update)
    #expect(session.state.message?.text == "saved made-up-map.safetensors")
  }

  @Test func notesAndAdjustmentsAreShown() throws {
    var session = Session()
    session.engine.map = MadeUpMap(
      label: "9 of 20 points", adjustments: ["the perplexity was lowered from 30 to 3"])
    try session.press("2")
    #expect(text(session).contains("the perplexity was lowered from 30 to 3"))
    #expect(text(session).contains("9 of 20 points"))
  }

  @Test func aFailureIsALineAndTheMapStays() throws {
    var session = Session()
    try session.press("2")
    let update = session.state.map.update
    session.holdsAnswers = true
    try session.press("r")
    let token = try #require(session.state.awaited[.map])
    session.send(.failed(token, message: "map: expected latents, found none"))
    #expect(session.state.map.update == update && session.state.awaited[.map] == nil)
    #expect(text(session).contains("expected latents, found none"))
    var first = Session()
    first.holdsAnswers = true
    try first.press("2")
    first.forgetEffects()
    first.send(.failed(try #require(first.state.awaited[.map]), message: "no samples"))
    #expect(requests(first).isEmpty, "nothing is asked for again by itself")
    #expect(text(first).contains("no samples"))
  }

  @Test func mapsOfOtherPointsAreRefused() throws {
    var session = Session()
    try session.press("2")
    session.holdsAnswers = true
    try session.press("r")
    let other = MadeUpMap(count: 7)
    session.send(.mapped(try #require(session.state.awaited[.map]), try other.update()))
    #expect(session.state.mapPanel?.layout.positions.rowCount == 240)
  }

  @Test func theHistoryIsBounded() throws {
    var history = MapHistory()
    var map = MadeUpMap()
    for iteration in 1...5000 { history.append(try map.moving(at: iteration)) }
    let moments = try #require(history.panels.first)
    #expect(moments.count <= 1024 && moments.last?.iteration == 5000)
    #expect(try #require(history.slope(of: 0)) < 0)
    history.append(try map.moving(at: 3))
    #expect(history.panels[0].map(\.iteration) == [3], "a map that begins anew")
    #expect(history.slope(of: 9) == nil)
  }

  /// Panes tile the body, and every plot lies inside its pane.
  @Test(arguments: 0..<16 as Range<UInt64>)
  func panesTileTheScreen(seed: UInt64) {
    var random = SplitMix64(state: seed)
    for _ in 0..<40 {
      let body = ScreenLayout(
        size: Size(
          columns: Int.random(in: 0...320, using: &random),
          rows: Int.random(in: 0...100, using: &random))
      ).body
      for panelCount in [1, 3] {
        let layout = MapScreenLayout(
          body, panelCount: panelCount, factorCount: Int.random(in: 0...9, using: &random))
        let panes =
          layout.panes + [layout.inspector, layout.cost, layout.legend].compactMap(\.self)
        let area = panes.reduce(0) { $0 + $1.columns * $1.rows }
        #expect(area == body.columns * body.rows, "seed \(seed), \(body)")
        for (plot, pane) in zip(layout.plots, layout.panes) where !plot.isEmpty {
          #expect(plot.column > pane.column && plot.endRow < pane.endRow, "seed \(seed), \(body)")
        }
      }
    }
  }

  private struct Unexpected: Error {}
}
