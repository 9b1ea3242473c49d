import Analysis
import Maps
import Plotting
import Testing

@testable import Explorer

/// The explorer opened on the Map screen, as by `latentty map`.
@Suite struct MapStartTests {
  private func requests(_ session: Session) -> [MapRequest] {
    session.effects.compactMap { if case .map(_, let request) = $0 { request } else { nil } }
  }

  private func session(of request: MapRequest, coloring: String? = nil) -> Session {
    Session(
      modelPath: request.file == nil ? "models/made-up.safetensors" : nil,
      start: .map(MapStart(request: request, coloring: coloring)))
  }

  private var file: MapRequest {
    MapRequest(file: MapFile(path: "clouds/three.npy"), sampleCount: 9)
  }

  @Test func theFirstMapIsTheOneThatWasAskedFor() throws {
    var settings = TSNESettings()
    (settings.perplexity, settings.iterations) = (12, 400)
    let wanted = MapRequest(
      sampleCount: 500, sampleSeed: 3, method: .tsne, panels: [.chosen([1, 0])], tsne: settings)
    var session = session(of: wanted, coloring: "kind")
    var asked = wanted
    asked.tsne.costInterval = session.state.map.tsne.costInterval
    #expect(requests(session) == [asked])
    #expect(session.state.screen == .map && session.state.map.coloring.names == MadeUpMap.kinds)
    #expect(session.frame(columns: 100, rows: 30).text.contains("of latents 1,0"))
    try session.press(":open other.safetensors<enter>")
    #expect(requests(session).last?.panels == [.all], "latents were chosen of the first model")
    #expect(requests(session).last?.sampleSeed == 3)
  }

  @Test func allPanelsAreKnownByTheirName() throws {
    let session = session(of: MapRequest(panels: MapPanels.panels.features))
    #expect(session.state.map.panels == .panels && session.state.map.chosenFeatures == nil)
  }

  @Test func aColumnThatIsNotThereIsNamed() throws {
    let session = session(of: MapRequest(), coloring: "hue")
    #expect(
      session.state.message?.text.hasPrefix("colour: expected one of flux, kind") == true,
      "\(session.state.message?.text ?? "")")
  }

  @Test func pointsOfAFileNeedNoModel() throws {
    var session = session(of: file)
    #expect(requests(session).map(\.file) == [file.file] && session.state.model == nil)
    #expect(!session.effects.contains { if case .open = $0 { true } else { false } })
    let text = session.frame(columns: 100, rows: 30).text
    #expect(text.contains("ready") && text.contains("neighbours") && text.contains("240 simulated"))
    #expect(session.state.map.inspection != nil && session.state.map.inspection?.decoding == nil)
    try session.press("<enter>")
    #expect(session.frame(columns: 100, rows: 30).text.contains("these points have no model"))
    try session.press("x")
    let stems = session.effects.compactMap { $0.request(MapExport.self)?.stem }
    #expect(stems == ["three-map"])
  }

  @Test func pointsOfAFileAreDrawnAndBegunAnew() throws {
    var session = session(of: file)
    try session.press("r:map.points 5<enter>")
    #expect(requests(session).map(\.sampleCount) == [9, 9, 5])
    #expect(requests(session).map(\.ignoresKept) == [false, true, false])
  }

  @Test func aModelTakesTheirPlace() throws {
    var session = session(of: file)
    try session.press(":open other.safetensors<enter>")
    #expect(session.state.screen == .map, "the user stays where they are")
    #expect(requests(session).map(\.file) == [file.file, nil])
    #expect(session.state.map.inspection?.decoding != nil)
  }

  @Test func latentsAreChosenByNumber() throws {
    var session = Session(model: .aligned())
    try session.press("2:map.latents 2,0<enter>")
    #expect(requests(session).last?.panels == [.chosen([2, 0])])
    try session.press(":map.latents 2,77<enter>")
    #expect(session.state.message?.text.contains("found 77") == true)
    try session.press("F")
    #expect(requests(session).last?.panels == MapPanels.panels.features)
  }
}
