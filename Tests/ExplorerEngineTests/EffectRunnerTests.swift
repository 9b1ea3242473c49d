import Datasets
import Diagnostics
import Explorer
import ExplorerEngine
import Foundation
import Glibc
import Models
import Plotting
import Tensors
import TestSupport
import Testing

/// The engine with a small model open, and one request at a time.
private final class Bench {
  let tiny: TinyModel
  let engine: EffectRunner
  private var issued: UInt64 = 0

  init() throws {
    tiny = try TinyModel()
    engine = EffectRunner(
      snapshotFolder: tiny.folder.path, diagnosisFolder: tiny.folder.path("kept"))
  }

  func token() -> RequestToken {
    issued += 1
    return RequestToken(value: issued)
  }

  /// The next answer, waiting for it.
  func answer() throws -> ExplorerEvent {
    while true {
      if let event = engine.nextEvent() { return event }
      var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&ready, 1, 20_000) > 0, "no answer")
    }
  }

  func ask(_ effect: ExplorerEffect) throws -> ExplorerEvent {
    engine.perform(effect)
    return try answer()
  }

  @discardableResult
  func open(latentCount: Int = 3, seed: UInt64 = 1) throws -> DescribedModel {
    let path = try tiny.write(latentCount: latentCount, seed: seed)
    guard case .opened = try ask(.open(token(), path: path)) else {
      throw Unexpected()
    }
    return try Checkpoint.load(path: path)
  }

  func message(_ effect: ExplorerEffect) throws -> String {
    guard case .failed(_, let message) = try ask(effect) else { throw Unexpected() }
    return message
  }

  struct Unexpected: Error {}
}

struct EffectRunnerTests {
  @Test func opensAModelWithAllThatTheExplorerShows() throws {
    let bench = try Bench()
    let path = try bench.tiny.write("galaxies")
    let token = bench.token()
    guard case .opened(token, let model) = try bench.ask(.open(token, path: path)) else {
      Issue.record("not opened")
      return
    }
    #expect(model.path == path && model.title == "galaxies")
    #expect(model.latentCount == 3 && model.sampleShape == [33, 33, 1])
    #expect(model.gallery?.count == 4)
  }

  private func report(_ event: ExplorerEvent) -> StudyReport<Diagnosis>? {
    guard case .answered(_, let reply) = event else { return nil }
    return reply.value as? StudyReport<Diagnosis>
  }

  /// The answer to a diagnosis, and the progress reports before it.
  private func diagnose(
    _ bench: Bench, _ request: DiagnosisRequest
  ) throws -> (told: [StudyProgress], answer: ExplorerEvent) {
    var told: [StudyProgress] = []
    let token = bench.token()
    bench.engine.perform(.work(token, AnyRequest(request)))
    while true {
      let event = try bench.answer()
      guard case .progressed(let owner, let reply) = event,
        let news = reply.value as? StudyNews<Diagnosis>
      else { return (told, event) }
      // A cancelled diagnosis may have reported progress before.
      if owner == token, case .progress(let progress) = news { told.append(progress) }
    }
  }

  @Test func diagnosesWithProgressAndKeepsTheResult() throws {
    let bench = try Bench()
    try bench.open()
    let (told, answer) = try diagnose(bench, DiagnosisRequest())
    guard let report = self.report(answer) else {
      Issue.record("not diagnosed: \(answer)")
      return
    }
    #expect(report.result.origin.source == .gallery && report.result.origin.count == 4)
    #expect(!report.isCached && !told.isEmpty)
    #expect(zip(told, told.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    let (_, again) = try diagnose(bench, DiagnosisRequest())
    let kept = try #require(self.report(again))
    #expect(kept.isCached && kept.result == report.result)
    let (_, fresh) = try diagnose(bench, DiagnosisRequest(ignoresCache: true))
    let measured = try #require(self.report(fresh))
    #expect(!measured.isCached && measured.result == report.result)
  }

  @Test func theMetricsComeBeforeTheAnswer() throws {
    let bench = try Bench()
    try bench.open()
    let token = bench.token()
    bench.engine.perform(.work(token, AnyRequest(DiagnosisRequest())))
    var previews: [Diagnosis] = []
    while true {
      let event = try bench.answer()
      if case .progressed(token, let reply) = event,
        case .preview(let diagnosis) = reply.value as? StudyNews<Diagnosis>
      {
        previews.append(diagnosis)
      }
      guard let report = self.report(event) else { continue }
      #expect(
        previews.count == 1 && previews[0].metrics.map(\.key) == report.result.metrics.map(\.key))
      #expect(previews[0].resampling == nil && report.result.resampling != nil)
      return
    }
  }

  @Test func exportsADiagnosisBesideOlderOnes() throws {
    let bench = try Bench()
    try bench.open()
    guard let report = self.report(try diagnose(bench, DiagnosisRequest()).answer) else {
      throw Bench.Unexpected()
    }
    for expected in ["model", "model-2"] {
      let event = try bench.ask(
        .work(bench.token(), AnyRequest(ExportRequest(stem: "model", report.result))))
      guard case .answered(_, let reply) = event, let paths = reply.value as? [String] else {
        throw Bench.Unexpected()
      }
      #expect(
        paths == [".json", ".csv"].map { bench.tiny.folder.path(expected + $0) })
      let text = try String(contentsOfFile: paths[1], encoding: .utf8)
      #expect(text.hasPrefix("matrix,row,column,value,name\npearson_correlation,size,z0,"))
    }
  }

  @Test func aCancelledDiagnosisHasNoAnswer() throws {
    let bench = try Bench()
    try bench.open()
    let token = bench.token()
    bench.engine.perform(.work(token, AnyRequest(DiagnosisRequest())))
    bench.engine.perform(.cancel(DiagnosisRequest.kind))
    let (_, answer) = try diagnose(bench, DiagnosisRequest(ignoresCache: true))
    guard case .answered(let answered, _) = answer else { throw Bench.Unexpected() }
    #expect(answered > token)
  }

  @Test func decodesAndMeasures() throws {
    let bench = try Bench()
    let checkpoint = try bench.open()
    let point: [Float] = [0.5, -1, 0.25]
    let token = bench.token()
    guard
      case .decoded(token, let decoded) = try bench.ask(
        .decode(token, latents: point))
    else {
      Issue.record("not decoded")
      return
    }
    let expected = checkpoint.model.decode(Tensor(shape: [1, 3], elements: point))
    #expect(decoded.sample == expected.reshaped(to: [33, 33, 1]))
    #expect(
      decoded.quantities.map(\.name)
        == ["flux in the stamp", "half-light radius", "ellipticity e1", "ellipticity e2"])
    #expect(decoded.quantities.map(\.unit) == ["counts", "arcsec", "", ""])
    let flux = expected.elements.reduce(0) { $0 + Double($1) }
    #expect(abs(decoded.quantities[0].value - flux) <= 1e-6 * abs(flux))
    let distance = try #require(decoded.distance)
    #expect(distance.distance > 0 && (0...1).contains(distance.share))
    #expect(decoded.milliseconds > 0)
  }

  @Test func sweepsAsItDecodesOneByOne() throws {
    let bench = try Bench()
    let checkpoint = try bench.open()
    let points = Tensor(shape: [19, 3], elements: (0..<57).map { Float($0 % 7) - 3 })
    let token = bench.token()
    guard case .swept(token, let samples) = try bench.ask(.sweep(token, latents: points)) else {
      Issue.record("not swept")
      return
    }
    #expect(samples.shape == [19, 33, 33, 1])
    for row in 0..<19 {
      let one = checkpoint.model.decode(points.rows(row..<row + 1))
      let worst = zip(samples.row(row), one.elements).map { abs($0 - $1) }.max() ?? 0
      let scale = one.elements.map { abs($0) }.max() ?? 1
      #expect(worst <= 1e-5 * scale, "row \(row)")
    }
  }

  @Test func differentiatesTheDecoder() throws {
    let bench = try Bench()
    let checkpoint = try bench.open()
    let point: [Float] = [0.3, 0.1, -0.4]
    let token = bench.token()
    let event = try bench.ask(.sensitivity(token, latents: point, latent: 1))
    guard case .sensitivity(token, let derivative) = event else {
      Issue.record("not differentiated")
      return
    }
    // The change along a path must be the integral of the derivatives along it.
    let ends = checkpoint.model.decode(
      Tensor(shape: [2, 3], elements: [0.3, 0.08, -0.4, 0.3, 0.12, -0.4]))
    let slope = zip(ends.row(0), ends.row(1)).map { ($1 - $0) / 0.04 }
    let scale = slope.map { abs($0) }.max() ?? 1
    let worst = zip(derivative.elements, slope).map { abs($0 - $1) }.max() ?? 0
    #expect(worst < 0.05 * scale)
  }

  @Test func encodesSamplesOfEverySource() throws {
    let bench = try Bench()
    let checkpoint = try bench.open()
    let data = bench.tiny.folder.path("data.safetensors")
    let samples = Tensor(
      shape: [2, 33, 33, 1], elements: (0..<2 * 33 * 33).map { Float($0 % 50) })
    try Dataset(
      description: TinyModel.description, samples: samples,
      factors: Tensor(shape: [2, 1], elements: [7, 8])
    ).write(to: data)
    let token = bench.token()
    guard case .dataOpened(token, let opened) = try bench.ask(.openData(token, path: data)) else {
      Issue.record("data not opened")
      return
    }
    #expect(opened.count == 2 && opened.path == data)
    let wanted: [(SampleReference, Tensor, [Float])] = [
      (.gallery(2), try #require(checkpoint.facts.gallery).samples.rows(2..<3), [3]),
      (.data(1), samples.rows(1..<2), [8]),
      (.measurement(samples.rows(0..<1).reshaped(to: [33, 33, 1])), samples.rows(0..<1), []),
    ]
    for (reference, sample, factors) in wanted {
      let token = bench.token()
      guard case .encoded(token, let encoded) = try bench.ask(.encode(token, reference)) else {
        Issue.record("not encoded: \(reference)")
        continue
      }
      let posterior = checkpoint.model.encode(sample)
      #expect(encoded.mean == posterior.mean.elements)
      #expect(encoded.deviation == posterior.deviation(0))
      #expect(encoded.factors == factors && encoded.sample.elements == sample.elements)
      #expect(encoded.quantities.count == 4)
    }
  }

  @Test func refusesSamplesThatAreNoneOrDoNotFit() throws {
    let bench = try Bench()
    #expect(try bench.message(.encode(bench.token(), .gallery(0))) == "encode: no model is open")
    try bench.open()
    #expect(try bench.message(.encode(bench.token(), .gallery(4))).contains("expected 0 to 3"))
    #expect(try bench.message(.encode(bench.token(), .data(0))) == "sample 0: no data set is open")
    let small = Tensor(shape: [2, 2, 1], elements: [1, 2, 3, 4])
    #expect(
      try bench.message(.encode(bench.token(), .measurement(small)))
        == "the measured sample: expected shape [33, 33, 1], found [2, 2, 1]")
    var elements = [Float](repeating: 1, count: 33 * 33)
    elements[7] = .nan
    let broken = Tensor(shape: [33, 33, 1], elements: elements)
    #expect(
      try bench.message(.encode(bench.token(), .measurement(broken)))
        == "the measured sample: expected finite numbers, found nan at element 7")
  }

  @Test func keepsTheOldModelWhenANewOneDoesNotOpen() throws {
    let bench = try Bench()
    let checkpoint = try bench.open()
    let torn = bench.tiny.folder.path("torn.safetensors")
    let whole = try Data(
      contentsOf: URL(filePath: bench.tiny.folder.path("model.safetensors")))
    for (path, bytes) in [
      (torn, whole.prefix(whole.count / 2)), (torn, Data("no model".utf8)), (torn, Data()),
    ] {
      try bytes.write(to: URL(filePath: path))
      #expect(try bench.message(.open(bench.token(), path: path)).contains(path))
    }
    let missing = bench.tiny.folder.path("missing.safetensors")
    #expect(try bench.message(.open(bench.token(), path: missing)).contains(missing))
    let token = bench.token()
    guard
      case .decoded(token, let decoded) = try bench.ask(
        .decode(token, latents: [0, 0, 0]))
    else {
      Issue.record("the old model is gone")
      return
    }
    let expected = checkpoint.model.decode(Tensor(repeating: 0, shape: [1, 3]))
    #expect(decoded.sample.elements == expected.elements)
  }

  @Test func changesTheModelExactlyWhenItsEventIsTaken() throws {
    let bench = try Bench()
    try bench.open()
    let path = try bench.tiny.write("other", latentCount: 5)
    bench.engine.perform(.open(bench.token(), path: path))
    var ready = pollfd(fd: bench.engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    try #require(poll(&ready, 1, 20_000) > 0)
    bench.engine.perform(.decode(bench.token(), latents: [0, 0, 0]))
    guard case .opened = try bench.answer(), case .decoded = try bench.answer() else {
      Issue.record("the old model did not decode")
      return
    }
    #expect(
      try bench.message(.decode(bench.token(), latents: [0, 0, 0]))
        == "decode: expected 3 latents, found 5 in \(path)")
    guard
      case .decoded = try bench.ask(.decode(bench.token(), latents: [0, 0, 0, 0, 0]))
    else {
      Issue.record("the new model does not decode")
      return
    }
  }

  @Test func answersTheNewestOfManyRequests() throws {
    let bench = try Bench()
    let checkpoint = try bench.open()
    for round in 0..<10 {
      var last = bench.token()
      for step in 0..<100 {
        last = bench.token()
        bench.engine.perform(
          .decode(last, latents: [Float(step) / 50, Float(round), 0]))
      }
      var tokens: [RequestToken] = []
      var newest: Tensor?
      while tokens.last != last {
        guard case .decoded(let token, let decoded) = try bench.answer() else { continue }
        tokens.append(token)
        newest = decoded.sample
      }
      #expect(tokens == tokens.sorted())
      let expected = checkpoint.model.decode(
        Tensor(shape: [1, 3], elements: [99.0 / 50, Float(round), 0]))
      #expect(newest?.elements == expected.elements, "round \(round)")
    }
  }

  @Test func writesSnapshotsBesideEachOther() throws {
    let bench = try Bench()
    let snapshot = try makeSnapshot(bench)
    for name in ["dots", "dots-2", "dots-3"] {
      let token = bench.token()
      let event = try bench.ask(.work(token, AnyRequest(snapshot)))
      guard case .answered(token, let reply) = event, let paths = reply.value as? [String] else {
        Issue.record("not saved: \(event)")
        return
      }
      #expect(paths == ["png", "json"].map { bench.tiny.folder.path("\(name).\($0)") })
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let record = try decoder.decode(
        SnapshotRecord.self, from: Data(contentsOf: URL(filePath: paths[1])))
      #expect(record == snapshot.record)
    }
  }

  @Test func saysWhereASnapshotCannotBeWritten() throws {
    let bench = try Bench()
    let missing = bench.tiny.folder.path("missing")
    let engine = EffectRunner(snapshotFolder: missing)
    engine.perform(.work(bench.token(), AnyRequest(try makeSnapshot(bench))))
    var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    try #require(poll(&ready, 1, 20_000) > 0)
    guard case .failed(_, let message) = engine.nextEvent() else {
      Issue.record("saved into nowhere")
      return
    }
    #expect(message.contains(missing))
  }

  /// A snapshot as the explorer requests it.
  private func makeSnapshot(_ bench: Bench) throws -> Snapshot {
    let path = try bench.tiny.write("dots")
    defer { unlink(path) }
    var state = ExplorerState(
      options: ExplorerOptions(
        modelPath: path,
        capabilities: TerminalCapabilities(graphics: .half, color: .trueColor)))
    var effects = update(&state, .resized(Size(columns: 100, rows: 30)))
    effects += update(&state, .started)
    let engine = EffectRunner()
    effects.forEach(engine.perform)
    while !state.isIdle {
      var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&ready, 1, 20_000) > 0, "the explorer waits for ever")
      while let event = engine.nextEvent() { update(&state, event).forEach(engine.perform) }
    }
    for effect in update(&state, .key(.character("S"))) {
      if case .work(_, let any) = effect, let snapshot = any.request as? Snapshot {
        return snapshot
      }
    }
    throw Bench.Unexpected()
  }
}
