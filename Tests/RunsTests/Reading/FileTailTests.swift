import Foundation
import Storage
import TestSupport
import Testing

@testable import Runs

/// Files that grow, are cut, rotated, deleted and made again while they are followed.
struct FileTailTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("log.jsonl")
  }

  private func lines(_ steps: some Sequence<Int>, value: Double = 1) -> [String] {
    steps.map { "{\"step\":\($0),\"loss\":\(value)}" }
  }

  private func append(_ lines: [String]) throws {
    let appender = try LineAppender(path: path)
    for line in lines { try appender.append(line: line) }
  }

  private var follower: RunFollower {
    RunFollower(RunLocation(path: path, name: "log", format: .jsonLines))
  }

  private func steps(_ follower: RunFollower) -> [Int] {
    Logs.points(follower.log, "loss").map { Int($0.step) }
  }

  @Test("what is added is read once")
  func growth() throws {
    let follower = follower
    #expect(!follower.look())
    try append(lines(0..<10))
    #expect(follower.look() && steps(follower) == Array(0..<10))
    #expect(!follower.look())
    try append(lines(10..<5000))
    #expect(follower.look() && follower.log.series["loss"]?.pointCount == 5000)
    #expect(follower.log.notes.isEmpty)
  }

  @Test("a line that arrives in two pieces is one line")
  func tornLine() throws {
    let follower = follower
    let text = lines(0..<2).joined(separator: "\n") + "\n"
    for length in 1...text.utf8.count {
      try AtomicFile.write(Array(text.utf8.prefix(length)), to: path)
      follower.look()
    }
    #expect(steps(follower) == [0, 1] && follower.notes == [])
  }

  @Test("a log that was cut and has grown again is read anew, also when it is longer than before")
  func cutByResume() throws {
    let follower = follower
    try append(lines(0..<10))
    follower.look()
    try Logs.overwrite(path, lines(0..<5).joined(separator: "\n"))
    try append(lines(5..<30, value: 2))
    follower.look()
    follower.look()
    #expect(
      Logs.points(follower.log, "loss").map(\.value) == [Double](repeating: 1, count: 5)
        + [Double](repeating: 2, count: 25))
    #expect(follower.log.notes.map(\.kind) == [.rewritten])
  }

  @Test("a cut log is read anew at the next look")
  func cut() throws {
    let follower = follower
    try append(lines(0..<10))
    follower.look()
    try Logs.overwrite(path, lines(0..<5).joined(separator: "\n"))
    follower.look()
    #expect(steps(follower) == Array(0..<5))
  }

  @Test("a rotated log goes on; what was written before the rotation is not lost")
  func rotation() throws {
    let follower = follower
    try append(lines(0..<10))
    follower.look()
    try append(lines(10..<20))
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    try append(lines(20..<25))
    follower.look()
    #expect(steps(follower) == Array(0..<25))
    #expect(follower.log.notes.map(\.kind) == [.replaced])
  }

  @Test("a log that was deleted and made again starts a new segment; meanwhile it is gone")
  func deletion() throws {
    let follower = follower
    try append(lines(0..<10))
    follower.look()
    try FileManager.default.moveItem(atPath: path, toPath: folder.path("away"))
    #expect(!follower.look())
    #expect(RunState(follower.facts.signs, now: 0) == .gone)
    try append(lines(3..<6, value: 7))
    follower.look()
    #expect(steps(follower) == Array(0..<6) && follower.log.series["loss"]?.restartCount == 1)
    #expect(follower.facts.signs.isThere)
  }

  @Test("a copy of the same log under another number is the same log")
  func copiedAnew() throws {
    let follower = follower
    let text = lines(0..<2000).map { $0 + "\n" }.joined()
    try AtomicFile.write(Array(text.utf8.prefix(text.utf8.count / 2)), to: path)
    follower.look()
    try AtomicFile.write(Array(text.utf8), to: path)
    follower.look()
    #expect(follower.log.series["loss"]?.pointCount == 2000 && follower.log.notes.isEmpty)
  }

  @Test("a table that is written anew with one more column is read anew")
  func rewrittenTable() throws {
    let path = folder.path("metrics.csv")
    let follower = RunFollower(RunLocation(path: path, name: "a", format: .csv))
    try Logs.overwrite(path, "step,a\n1,1\n2,2")
    follower.look()
    try Logs.overwrite(path, "step,a,b\n1,1,\n2,2,\n2,,5")
    follower.look()
    #expect(Logs.points(follower.log, "a").map(\.value) == [1, 2])
    #expect(Logs.points(follower.log, "b") == [.init(step: 2, value: 5)])
  }

  @Test("an endless line without an end is passed over in bounded memory, or waits")
  func noNewline() throws {
    try AtomicFile.write([UInt8](repeating: 0x41, count: 5 << 20), to: path)
    let follower = follower
    follower.look()
    #expect(follower.log.series.series.isEmpty)
    #expect(follower.notes == ["\(path): the last 5242880 bytes are not a whole line yet"])
  }
}
