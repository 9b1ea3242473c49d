import Datasets
import Diagnostics
import Explorer
import ExplorerEngine
import Foundation
import Glibc
import Models
import Tensors
import TestSupport
import Testing

/// Comparisons of anomalous with normal samples by the engine.
struct AnomalyWorkTests {
  private let tiny: TinyModel
  private let engine: EffectRunner
  private let request = AnomalyRequest(
    settings: AnomalySettings(sampleCount: 6, drawCount: 2), usesData: true)

  init() throws {
    tiny = try TinyModel()
    engine = EffectRunner(
      snapshotFolder: tiny.folder.path, diagnosisFolder: tiny.folder.path("kept"))
    let path = try tiny.write()
    guard case .opened = try ask(.open(token(1), path: path)) else { throw Unexpected() }
  }

  private struct Unexpected: Error {}

  private func token(_ value: UInt64) -> RequestToken { RequestToken(value: value) }

  private func answer() throws -> ExplorerEvent {
    while true {
      if let event = engine.nextEvent() { return event }
      var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&ready, 1, 20_000) > 0, "no answer")
    }
  }

  private func ask(_ effect: ExplorerEffect) throws -> ExplorerEvent {
    engine.perform(effect)
    while true {
      let event = try answer()
      if case .progressed = event { continue }
      return event
    }
  }

  private func report(_ event: ExplorerEvent) -> StudyReport<AnomalyStudy>? {
    guard case .answered(_, let reply) = event else { return nil }
    return reply.value as? StudyReport<AnomalyStudy>
  }

  /// Opens a data set of images, one of which is far brighter than the others.
  private func openData() throws -> Dataset {
    var random = CounterRandom(testCase: 9)
    let elements = (0..<6).flatMap { row in
      (0..<33 * 33).map { _ in Float(random.nextUniform()) * (row == 4 ? 300 : 20) }
    }
    let data = Dataset(
      description: TinyModel.description,
      samples: Tensor(shape: [6, 33, 33, 1], elements: elements),
      factors: Tensor(shape: [6, 1], elements: [0, 1, 2, 3, 4, 5]))
    var description = data.description
    description.settings["telescope"] = "other"
    let other = Dataset(
      description: description, samples: data.samples(Array(0..<6)), factors: data.factors)
    let path = tiny.folder.path("odd.safetensors")
    try other.write(to: path)
    guard case .dataOpened = try ask(.openData(token(2), path: path)) else { throw Unexpected() }
    return other
  }

  @Test func withoutASimulatorAndWithoutDataThereIsNothingToCompare() throws {
    guard
      case .failed(_, let message) = try ask(
        .work(token(3), AnyRequest(AnomalyRequest(settings: request.settings))))
    else { throw Unexpected() }
    #expect(
      message
        == "dots: expected --data FILE with anomalous samples, found none, and no simulator for these data"
    )
  }

  @Test func openDataAreComparedKeptExportedAndOpenedAgain() throws {
    let data = try openData()
    guard let report = self.report(try ask(.work(token(3), AnyRequest(request))))
    else { throw Unexpected() }
    #expect(report.result.sets.map(\.title) == ["odd.safetensors"] && !report.isCached)
    let brightest = report.result.sets[0].comparisons[0].worst[0]
    #expect(brightest.number == 4 && brightest.factors == [4])
    guard let kept = self.report(try ask(.work(token(4), AnyRequest(request))))
    else { throw Unexpected() }
    #expect(kept.isCached && kept.result == report.result)

    let sample = AnomalousSample(
      request: request, set: 0, index: brightest.index, label: "odd.safetensors #4")
    guard case .encoded(_, let encoded) = try ask(.encode(token(5), .anomalous(sample))) else {
      throw Unexpected()
    }
    #expect(encoded.sample.elements == data.sample(4).elements && encoded.factors == [4])

    guard
      case .answered(_, let reply) = try ask(
        .work(token(6), AnyRequest(ExportRequest(stem: "model-anomalies", report.result)))),
      let paths = reply.value as? [String]
    else { throw Unexpected() }
    let bytes = try Data(contentsOf: URL(filePath: try #require(paths.first)))
    let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect((object["sets"] as? [[String: Any]])?.count == 1)
  }

  @Test func aSampleThatIsNotThereIsAnErrorOfOneLine() throws {
    _ = try openData()
    for (set, index) in [(1, 0), (0, 6), (-1, 0), (0, -1)] {
      let sample = AnomalousSample(request: request, set: set, index: index, label: "odd #9")
      guard case .failed(_, let message) = try ask(.encode(token(7), .anomalous(sample))) else {
        throw Unexpected()
      }
      #expect(message == "odd #9: expected a sample of the comparison")
    }
  }

  @Test func aCancelledComparisonIsSilentAndTheNextOneAnswers() throws {
    _ = try openData()
    engine.perform(.work(token(8), AnyRequest(request)))
    engine.perform(.cancel(AnomalyRequest.kind))
    var again = request
    again.ignoresCache = true
    guard case .answered(let answered, _) = try ask(.work(token(9), AnyRequest(again)))
    else { throw Unexpected() }
    // The first may have ended before it was cancelled.
    #expect([token(8), token(9)].contains(answered))
  }
}
