import Analysis
import Datasets
import Explorer
import ExplorerEngine
import Foundation
import Glibc
import Maps
import Models
import Plotting
import Storage
import Tensors
import TestSupport
import Testing

/// The engine with a small model and a data set open, and requests for maps.
private final class MapBench {
  static let sampleCount = 96
  let tiny: TinyModel
  let engine: EffectRunner
  let samples: Tensor
  private(set) var checkpoint: DescribedModel
  private var issued: UInt64 = 0

  init() throws {
    tiny = try TinyModel()
    engine = EffectRunner(snapshotFolder: tiny.folder.path)
    let path = try tiny.write()
    checkpoint = try Checkpoint.load(path: path)
    var random = CounterRandom(testCase: 3)
    samples = Tensor(
      shape: [Self.sampleCount, 33, 33, 1],
      elements: random.floats(Self.sampleCount * 33 * 33, in: 0...40))
    let data = tiny.folder.path("data.safetensors")
    try Dataset(
      description: DataDescription(
        name: "noise", kind: .image, shape: [33, 33, 1], unit: "counts",
        factors: [Factor(name: "size", unit: "arcsec", lower: 0, upper: 4)]),
      samples: samples,
      factors: Tensor(shape: [Self.sampleCount, 1], elements: random.floats(Self.sampleCount))
    ).write(to: data)
    engine.perform(.open(token(), path: path))
    guard case .opened = try answer() else { throw Unexpected() }
    engine.perform(.openData(token(), path: data))
    guard case .dataOpened = try answer() else { throw Unexpected() }
  }

  func token() -> RequestToken {
    issued += 1
    return RequestToken(value: issued)
  }

  func answer() throws -> ExplorerEvent { try Self.answer(engine) }

  static func answer(_ engine: EffectRunner) throws -> ExplorerEvent {
    while true {
      if let event = engine.nextEvent() { return event }
      var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&ready, 1, 20_000) > 0, "no answer")
    }
  }

  /// The events of a request until its map is idle.
  func maps(
    _ effect: (RequestToken) -> ExplorerEffect
  ) throws -> (points: MapPoints?, updates: [MapUpdate]) {
    let token = token()
    engine.perform(effect(token))
    return try rest(of: token)
  }

  func rest(of token: RequestToken) throws -> (points: MapPoints?, updates: [MapUpdate]) {
    try Self.rest(of: token, engine)
  }

  static func rest(
    of token: RequestToken, _ engine: EffectRunner
  ) throws -> (points: MapPoints?, updates: [MapUpdate]) {
    var points: MapPoints?
    var updates: [MapUpdate] = []
    while true {
      switch try answer(engine) {
      case .mapPoints(token, let made): points = made
      case .mapped(token, let update):
        updates.append(update)
        if !update.isRunning { return (points, updates) }
      case .failed(token, let message): throw Failure(message: message)
      default: break
      }
    }
  }

  static func request(
    _ method: MapMethod = .tsne, panels: [MapFeatures] = [.all], iterations: Int = 300,
    ignoresKept: Bool = false
  ) -> MapRequest {
    var settings = TSNESettings()
    settings.perplexity = 10
    settings.iterations = iterations
    return MapRequest(
      usesData: true, method: method, panels: panels, tsne: settings, ignoresKept: ignoresKept)
  }

  struct Unexpected: Error {}
  struct Failure: Error { let message: String }
}

@Suite struct MapWorkTests {
  @Test func theRowsOfAFileAreMappedWithoutAModel() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("rows.csv")
    var random = CounterRandom(testCase: 5)
    let rows = (0..<60).map { row in
      "\(row % 2 == 0 ? "a" : "b")," + random.floats(3).map { "\($0)" }.joined(separator: ",")
    }
    try AtomicFile.write(Array(("kind,x,y,z\n" + rows.joined(separator: "\n")).utf8), to: path)
    let engine = EffectRunner()
    let token = RequestToken(value: 1)
    var request = MapBench.request(iterations: 40)
    (request.file, request.sampleCount, request.usesData) = (MapFile(path: path), 50, false)
    engine.perform(.map(token, request))
    let (made, updates) = try MapBench.rest(of: token, engine)
    let points = try #require(made)
    #expect(points.count == 50 && points.featureNames == ["x", "y", "z"])
    #expect(points.columns.map(\.name).contains("kind"))
    let positions = try #require(updates.last?.panels.first?.layout.positions)
    let place = MapPlace(x: positions.elements[0], y: positions.elements[1])
    let asked = MapInspectionRequest(
      points: points, positions: positions, place: place, areCodes: false)
    engine.perform(.inspectMap(RequestToken(value: 2), asked))
    guard case .mapInspected(_, let inspection) = try MapBench.answer(engine) else {
      throw MapBench.Unexpected()
    }
    #expect(inspection.nearest == 0 && inspection.decoding == nil && inspection.sample == nil)
    #expect(inspection.neighbors.count == MapInspectionRequest.neighborCount)
  }

  @Test func principalComponentsComeFirstAndTSNEConverges() throws {
    let bench = try MapBench()
    let (made, updates) = try bench.maps { .map($0, MapBench.request()) }
    let points = try #require(made)
    #expect(points.count == 96 && points.featureCount == 3)
    #expect(points.columns.map(\.name).prefix(2) == ["size", "z0"])
    let codes = bench.checkpoint.model.encode(bench.samples).mean
    let worst = zip(points.features.elements, codes.elements).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < 1e-4)
    let last = try #require(updates.last?.panels.first)
    #expect(updates.last?.method == .tsne && last.layout.isFinished)
    #expect(last.layout.iteration == 300 && last.layout.positions.elements.allSatisfy(\.isFinite))
    #expect(last.determinations.count == 1)
    // Maps that are not taken are replaced, so only the order is certain.
    let iterations = updates.filter { $0.method == .tsne }.map(\.panels[0].layout.iteration)
    #expect(iterations == iterations.sorted())
    let again = try bench.maps { .map($0, MapBench.request(ignoresKept: true)) }
    #expect(again.updates.last?.panels[0].layout == last.layout, "the same seed, the same map")
  }

  @Test func pausedMapsKeepTheirPlacesAndGoOn() throws {
    let bench = try MapBench()
    bench.engine.perform(.map(bench.token(), MapBench.request(iterations: 100_000)))
    let paused = try bench.maps { .steerMap($0, .pause) }.updates
    let layout = try #require(paused.last?.panels.first?.layout)
    #expect(!layout.isFinished && layout.iteration < 100_000)
    let stepped = try bench.maps { .steerMap($0, .step) }.updates
    #expect(stepped.last?.panels[0].layout.iteration == layout.iteration + 1)
    let changed = try bench.maps { .steerMap($0, .perplexity(5)) }.updates
    let other = try #require(changed.last?.panels.first?.layout)
    #expect(other.perplexity == 5)
    #expect(other.positions == stepped.last?.panels[0].layout.positions)
    let refused = try bench.maps { .steerMap($0, .perplexity(0)) }.updates
    #expect(refused.last?.problem?.contains("perplexity") == true)
    #expect(refused.last?.panels[0].layout == other)
    let disturbed = try bench.maps { .steerMap($0, .perturb) }.updates
    #expect(disturbed.last?.panels[0].layout.positions != other.positions)
  }

  @Test func aFinishedMapGoesOnWhenAsked() throws {
    let bench = try MapBench()
    _ = try bench.maps { .map($0, MapBench.request(iterations: 20)) }
    let more = try bench.maps { .steerMap($0, .run) }.updates
    #expect(
      more.last?.panels[0].layout.iteration == 20 + MapComputation.settlingCount)
  }

  @Test func anotherMethodAndBackLosesNoMap() throws {
    let bench = try MapBench()
    let first = try bench.maps { .map($0, MapBench.request()) }.updates.last
    let components = try bench.maps { .map($0, MapBench.request(.principalComponents)) }.updates
    #expect(components.last?.method == .principalComponents)
    #expect(components.last?.panels[0].layout.explained.count == 2)
    let back = try bench.maps { .map($0, MapBench.request()) }.updates.last
    #expect(back?.panels == first?.panels)
  }

  @Test func aMapWithOtherSettingsIsNotTheOneThatIsThere() throws {
    let bench = try MapBench()
    _ = try bench.maps { .map($0, MapBench.request(iterations: 20)) }
    let longer = try bench.maps { .map($0, MapBench.request(iterations: 25)) }.updates
    #expect(longer.last?.panels[0].layout.iterationCount == 25)
  }

  @Test func panelsAreMapsOfTheirOwn() throws {
    let bench = try MapBench()
    let updates = try bench.maps {
      .map(
        $0, MapBench.request(.principalComponents, panels: [.all, .chosen([0, 1]), .chosen([2])]))
    }.updates
    let panels = try #require(updates.last?.panels)
    #expect(panels.map(\.features) == [.all, .chosen([0, 1]), .chosen([2])])
    #expect(panels[0].layout != panels[1].layout && panels[2].determinations.count == 1)
  }

  @Test func theNewestRequestIsAnswered() throws {
    let bench = try MapBench()
    for _ in 0..<8 {
      bench.engine.perform(.map(bench.token(), MapBench.request(iterations: 100_000)))
    }
    let last = try bench.maps { .map($0, MapBench.request(iterations: 25)) }.updates
    #expect(last.last?.panels[0].layout.iterationCount == 25)
  }

  @Test func cancelledMapsAreSilentAndLeaveTheEngineReady() throws {
    let bench = try MapBench()
    let cancelled = bench.token()
    bench.engine.perform(.map(cancelled, MapBench.request(iterations: 100_000)))
    bench.engine.perform(.cancel(.map))
    let (points, updates) = try bench.maps { .map($0, MapBench.request(.principalComponents)) }
    #expect(points != nil && updates.last?.isRunning == false)
    #expect(throws: MapBench.Failure.self) { try bench.maps { .steerMap($0, .run) } }
  }

  @Test func whatCannotBeMappedIsALine() throws {
    let bench = try MapBench()
    do {
      _ = try bench.maps { .map($0, MapBench.request(panels: [.auxiliary])) }
      Issue.record("mapped what is not there")
    } catch let failure as MapBench.Failure {
      #expect(
        failure.message.contains("tied to a factor (aux)") && !failure.message.contains("\n"))
    }
    let after = try bench.maps { .map($0, MapBench.request(.axes(x: 0, y: 1))) }
    #expect(after.updates.last?.method == .axes(x: 0, y: 1))
  }

  /// With principal components a code is placed where its point is.
  @Test func codesArePlacedWhereTheirPointsAre() throws {
    let bench = try MapBench()
    let (made, updates) = try bench.maps { .map($0, MapBench.request(.principalComponents)) }
    let points = try #require(made)
    let positions = try #require(updates.last?.panels.first?.layout.positions)
    let token = bench.token()
    bench.engine.perform(.placeOnMap(token, points.features.rows(17..<18)))
    guard case .mapPlaced(token, let places) = try bench.answer() else {
      throw MapBench.Unexpected()
    }
    let place = try #require(places.first)
    #expect(abs(place.x - positions.elements[34]) < 1e-4)
    #expect(abs(place.y - positions.elements[35]) < 1e-4)
    // Codes have no position along an axis that is a factor.
    _ = try bench.maps { .map($0, MapBench.request(.axes(x: 3, y: 0))) }
    let other = bench.token()
    bench.engine.perform(.placeOnMap(other, points.features.rows(0..<1)))
    guard case .mapPlaced(other, []) = try bench.answer() else { throw MapBench.Unexpected() }
  }

  @Test func aPlaceIsInspected() throws {
    let bench = try MapBench()
    let (made, updates) = try bench.maps { .map($0, MapBench.request(.principalComponents)) }
    let points = try #require(made)
    let positions = try #require(updates.last?.panels.first?.layout.positions)
    let token = bench.token()
    let place = MapPlace(x: positions.elements[80], y: positions.elements[81])
    bench.engine.perform(
      .inspectMap(
        token, MapInspectionRequest(points: points, positions: positions, place: place)))
    guard case .mapInspected(token, let inspection) = try bench.answer() else {
      throw MapBench.Unexpected()
    }
    #expect(inspection.nearest == 40 && inspection.neighbors.count == 12)
    #expect(inspection.sample?.elements == Array(bench.samples.row(40)))
    #expect(inspection.code == Array(points.features.row(40)), "on a point there is its own code")
    let decoding = try #require(inspection.decoding)
    let twin = bench.checkpoint.model.decode(points.features.rows(40..<41))
    let scale = twin.elements.map { abs($0) }.max() ?? 1
    let worst = zip(decoding.twin.elements, twin.elements).map { abs($0 - $1) }.max() ?? 1
    #expect(worst <= 1e-5 * scale && decoding.place.shape == [33, 33, 1])
    let distances = inspection.neighbors.map(\.distance)
    #expect(distances == distances.sorted())
  }

  @Test func mapsAreWrittenBesideOlderOnes() throws {
    let bench = try MapBench()
    let (made, updates) = try bench.maps { .map($0, MapBench.request(.principalComponents)) }
    let (points, update) = (try #require(made), try #require(updates.last))
    let selection = (0..<points.count).map { $0 % 5 == 0 }
    let export = MapExport(
      stem: "noise-map", points: points, update: update, selection: selection,
      picture: SnapshotPicture(width: 2, height: 1, pixels: [0, 1, 2, 3, 4, 5]))
    for stem in ["noise-map", "noise-map-2"] {
      let token = bench.token()
      bench.engine.perform(.work(token, AnyRequest(export)))
      guard case .answered(token, let reply) = try bench.answer(),
        let paths = reply.value as? [String]
      else {
        throw MapBench.Unexpected()
      }
      #expect(
        paths == ["safetensors", "csv", "png"].map { bench.tiny.folder.path("\(stem).\($0)") })
      let file = try SafetensorsFile(path: paths[0])
      #expect(try file.tensor("positions") == update.panels[0].layout.positions)
      #expect(try file.tensor("selected").elements == selection.map { $0 ? 1 : 0 })
      #expect(try file.tensor("features") == points.features && file.metadata["method"] == "pca")
      let lines = try String(contentsOfFile: paths[1], encoding: .utf8).split(separator: "\n")
      #expect(lines.count == points.count + 1)
      #expect(lines[0].hasPrefix("point,x,y,selected,size,z0,z1,z2,reconstruction error,"))
    }
  }

  @Test func aSlowReaderGetsTheNewestMapOnly() throws {
    let bench = try MapBench()
    let token = bench.token()
    bench.engine.perform(.map(token, MapBench.request(iterations: 2000)))
    // Nothing is taken until the map is idle; a pause is answered when all before it is done.
    let (_, updates) = try bench.maps { .steerMap($0, .pause) }
    #expect(updates.count == 1, "older maps gave way to it")
  }
}
