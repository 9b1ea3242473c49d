import Foundation
import Storage
import TestSupport
import Testing

@testable import Runs

/// Runs that were resumed, repeated or shared, as PyTorch's writer has them; `Fixtures/README.md` says how they came about.
struct RestartFixtureTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures").path(percentEncoded: false)

  private static func expected() throws -> [String: [String: [Logs.Point]]] {
    let data = try Data(contentsOf: URL(filePath: "\(fixtures)/restarts.json"))
    return try JSONDecoder().decode([String: [String: [[Double]]]].self, from: data)
      .mapValues { $0.mapValues { $0.map { Logs.Point(step: $0[0], value: $0[1]) } } }
  }

  /// A run of some fixtures, with the names that the files have in its folder.
  private static func follower(_ files: [(fixture: String, name: String)]) throws -> RunFollower {
    let folder = try TemporaryFolder()
    for file in files {
      let bytes = try MappedFile(path: "\(fixtures)/\(file.fixture).tfevents")
        .withUnsafeBytes { Array($0) }
      try AtomicFile.write(bytes, to: folder.path("events.out.tfevents.\(file.name)"))
    }
    let run = RunLocation(path: folder.path, name: "run", format: .tensorBoard)
    let follower = RunFollower(run)
    follower.look()
    return follower
  }

  @Test("workers in turns, passes and a purge hold what their writers meant, whatever the files are called")
  func figures() throws {
    let expected = try Self.expected()
    for (first, second) in [("1", "2"), ("2", "1")] {
      let runs = [
        "workers": [("workers_first", first), ("workers_second", second)],
        "passes": [("passes", first)],
        "purged": [("purged_first", first), ("purged_second", second)],
      ]
      for (run, files) in runs {
        let follower = try Self.follower(files)
        let series = try #require(expected[run])
        #expect(Set(follower.log.series.series.map(\.name)) == Set(series.keys))
        for (name, points) in series {
          #expect(Logs.points(follower.log, name) == points, "\(run), \(name), \(first) first")
        }
      }
    }
  }

  @Test("the last value is the newest that counts, and what was superseded is counted")
  func superseded() throws {
    let workers = try Self.follower([("workers_first", "a"), ("workers_second", "b")])
    let last = try #require(workers.log.series["loss"]?.last)
    #expect([last.step, last.value] == [29, 71] && workers.notes.isEmpty)
    let purged = try Self.follower([("purged_first", "a"), ("purged_second", "b")])
    let val = try #require(purged.log.series["val"]?.last)
    #expect(val.step == 9 && val.value == Double(Float(0.2)))
    #expect(purged.notes == ["20 points superseded by restarts: loss 10, val 10"])
    #expect(purged.log.series.supersededCount == 20)
  }
}
