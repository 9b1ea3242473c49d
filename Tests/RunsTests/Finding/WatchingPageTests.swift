import Foundation
import TestSupport
import Testing

@testable import Runs

/// The Python of `docs/WATCHING.md` does what the page says, run as it stands there.
struct WatchingPageTests {
  private static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/WATCHING.md")

  private static let python: String? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/python3" }.first { access($0, X_OK) == 0 }
  }()

  /// The first block of Python in the page.
  private static func snippet() throws -> String {
    let text = try String(contentsOf: page, encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```python\n").dropFirst().first)
    return try #require(block.components(separatedBy: "\n```").first) + "\n"
  }

  private static func run(_ script: String, in folder: TemporaryFolder) throws -> Int32 {
    let path = folder.path("script.py")
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = [path]
    process.currentDirectoryURL = URL(filePath: folder.path)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("it is twenty lines, no more")
  func length() throws {
    let lines = try Self.snippet().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.dropLast().count <= 20)
  }

  @Test(
    "its log is read in full, with what is no number",
    .enabled(if: python != nil, "there is no python3 to run the page's snippet with"))
  func log() throws {
    let folder = try TemporaryFolder()
    let loop = """

      log = RunLog("runs/mine")
      for step in range(100):
          log(step, loss=1 / (step + 1), kl=[0.5, step], bad=float("nan") if step == 7 else 0.0)
      """
    #expect(try Self.run(Self.snippet() + loop + "\n", in: folder) == 0)
    var finder = RunFinder()
    let runs = try finder.runs(at: [folder.path])
    #expect(runs.map(\.name) == ["runs/mine/events.jsonl"])
    let follower = RunFollower(try #require(runs.first))
    follower.look()
    #expect(follower.notes == [])
    #expect(
      Logs.points(follower.log, "loss")
        == (0..<100).map { Logs.Point(step: $0, value: 1 / Double($0 + 1)) })
    #expect(Logs.points(follower.log, "kl/1").last?.value == 99)
    #expect(follower.log.series["bad"]?.currentMarks.map(\.firstStep) == [7])
    #expect(try #require(follower.log.series.newestTime) > 1.6e9)
    #expect(RunState(follower.facts.signs, now: Date().timeIntervalSince1970).word == "running")
  }

  @Test(
    "a loop that starts again goes on in the same log",
    .enabled(if: python != nil, "there is no python3 to run the page's snippet with"))
  func restart() throws {
    let folder = try TemporaryFolder()
    for start in [0, 30] {
      let loop = """

        log = RunLog("mine")
        for step in range(\(start), \(start) + 50):
            log(step, loss=\(start) + 1.0)
        """
      #expect(try Self.run(Self.snippet() + loop + "\n", in: folder) == 0)
    }
    let follower = RunFollower(
      RunLocation(path: folder.path("mine/events.jsonl"), name: "a", format: .jsonLines))
    follower.look()
    let expected = (0..<80).map { Logs.Point(step: $0, value: $0 < 30 ? 1 : 31) }
    #expect(Logs.points(follower.log, "loss") == expected)
  }
}
