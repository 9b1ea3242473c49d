import Foundation
import Storage
import Tensors
import TestSupport
import Testing

@testable import Runs

/// Logs by the libraries that people train with; `Fixtures/Writers/README.md` says how they came about.
struct WriterFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Writers").path(percentEncoded: false)

  /// A number, or the text of one that is not finite.
  private struct Value: Decodable {
    let number: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let text = try? container.decode(String.self)
      number = try text.flatMap { Double($0) } ?? container.decode(Double.self)
    }
  }

  private static func expected() throws -> [String: [String: [[Value]]]] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/expected.json"))
    return try JSONDecoder().decode([String: [String: [[Value]]]].self, from: data)
  }

  private static func runs() throws -> [RunLocation] {
    var finder = RunFinder()
    return try finder.runs(at: [folder]).filter { $0.name != "expected.json" }
  }

  @Test("the run of every writer is found in a folder, once")
  func found() throws {
    #expect(
      try Self.runs().map { "\($0.name) \($0.format)" } == [
        "huggingface huggingface", "keras/training.log csv", "keras-history/history.json json",
        "mlflow/mlruns/1/0123456789abcdef0123456789abcdef mlflow",
        "mmengine/vis_data/scalars.json jsonl", "printed/nohup.out printed", "ray/progress.csv csv",
        "stable-baselines3/progress.csv csv",
        "wandb/offline-run-20240301_120000-abc123/run-abc123.wandb wandb",
      ])
  }

  @Test("every figure of every writer is read as it was written, in a folder and when named")
  func figures() throws {
    let expected = try Self.expected()
    for run in try Self.runs() {
      let writer = String(run.name.prefix { $0 != "/" })
      var finder = RunFinder()
      for location in [run] + (try finder.runs(at: [run.path])) {
        #expect(location.format == run.format, "\(run.name)")
        let follower = RunFollower(location)
        follower.look()
        for (name, points) in try #require(expected[writer], "\(writer)") {
          let written = points.map { Logs.Point(step: $0[0].number, value: $0[1].number) }
          // Keras appends the figures of another model without a header; what has other columns is counted instead.
          let known = writer == "keras" ? Array(written.prefix(3)) : written
          let finite = known.filter(\.value.isFinite)
          #expect(Logs.points(follower.log, name) == finite, "\(writer), \(name)")
          let series = try #require(follower.log.series[name])
          #expect(series.nonFinite.total == known.count - finite.count, "\(writer), \(name)")
          #expect(series.restartCount == 0, "\(writer), \(name)")
        }
      }
    }
  }

  @Test("what a log says of its run is told: the name, and the end")
  func titles() throws {
    for run in try Self.runs() {
      let follower = RunFollower(run)
      follower.look()
      let title = ["mlflow": "first try", "wandb": "my run"][run.format.rawValue]
      #expect(follower.log.title == title, "\(run.name)")
      #expect(follower.name == (title.map { "\($0) (\(run.name))" } ?? run.name))
      #expect(follower.log.hasEnded == (title != nil), "\(run.name)")
    }
  }

  @Test("what every file tells does not depend on how it arrives", arguments: 0..<12)
  func pieces(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    for run in try Self.runs() {
      for path in run.format.folder?.files(run.path).paths ?? [run.path] {
        let bytes = try MappedFile(path: path).withUnsafeBytes { Array($0) }
        let whole = Logs.read(bytes, run.format.decoder(path, run.path))
        let cut = random.integer(0...bytes.count)
        let (log, rest) = Logs.read(bytes, run.format.decoder(path, run.path), ends: [cut])
        #expect(rest == whole.rest, "\(path), seed \(seed), cut at \(cut)")
        #expect(log.notes.map(\.count) == whole.log.notes.map(\.count), "\(path), cut at \(cut)")
        #expect(log.title == whole.log.title && log.hasEnded == whole.log.hasEnded)
        #expect(
          log.series.series.map(\.name) == whole.log.series.series.map(\.name), "\(path), \(cut)")
        for series in whole.log.series.series {
          #expect(
            Logs.points(log, series.name) == Logs.points(whole.log, series.name),
            "\(path), \(series.name), seed \(seed), cut at \(cut)")
        }
      }
    }
  }
}
