import Foundation
import Storage
import TestSupport
import Testing

@testable import Runs

/// More runs than descriptors or than there is time for at one look.
struct ManyRunsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func append(_ steps: ClosedRange<Int>, to run: Int) throws {
    let appender = try LineAppender(path: folder.path("\(run).jsonl"))
    for step in steps { try appender.append(line: "{\"step\":\(step),\"loss\":\(run)}") }
  }

  private func steps(_ follower: RunFollower) -> [Int] {
    Logs.points(follower.log, "loss").map { Int($0.step) }
  }

  @Test("with two descriptors for forty logs every line is read once, and nothing is gone")
  func fewDescriptors() throws {
    let files = OpenFiles(capacity: 2)
    let followers = (0..<40).map { run in
      RunFollower(
        RunLocation(path: folder.path("\(run).jsonl"), name: "\(run)", format: .jsonLines),
        openFiles: files)
    }
    for round in 0..<5 {
      for run in 0..<40 where (run + round) % 3 != 0 {
        try append(10 * round...10 * round + 9, to: run)
      }
      for follower in followers { follower.look() }
      #expect(files.count <= 2)
    }
    for (run, follower) in followers.enumerated() {
      let rounds = (0..<5).filter { (run + $0) % 3 != 0 }
      let expected: [Int] = rounds.flatMap { round in (0..<10).map { 10 * round + $0 } }
      #expect(steps(follower) == expected, "run \(run)")
      #expect(follower.facts.signs.isThere && follower.notes == [], "run \(run)")
    }
  }

  @Test("a file that was closed is known again: grown, written anew, or another")
  func closedFiles() throws {
    let files = OpenFiles(capacity: 1)
    let followers = (0..<4).map { run in
      RunFollower(
        RunLocation(path: folder.path("\(run).jsonl"), name: "\(run)", format: .jsonLines),
        openFiles: files)
    }
    let look = { for follower in followers { follower.look() } }
    for run in 0..<4 { try append(1...9, to: run) }
    look()
    try append(10...12, to: 0)
    try Logs.overwrite(folder.path("1.jsonl"), "{\"step\":1,\"loss\":5}")
    try FileManager.default.moveItem(
      atPath: folder.path("2.jsonl"), toPath: folder.path("2.jsonl.old"))
    try append(20...22, to: 2)
    look()
    #expect(steps(followers[0]) == Array(1...12) && followers[0].notes == [])
    #expect(steps(followers[1]) == [1] && followers[1].log.notes.map(\.kind) == [.rewritten])
    let rotated: [Int] = Array(1...9) + [20, 21, 22]
    #expect(steps(followers[2]) == rotated)
    #expect(followers[2].log.notes.map(\.kind) == [.replaced])
    #expect(steps(followers[3]) == Array(1...9) && followers[3].notes == [])
  }

  @Test("the files that are kept open leave half of the descriptors to others")
  func capacity() {
    var limits = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    let files = OpenFiles()
    #expect(files.capacity >= 1 && files.capacity <= 256)
    #expect(2 * files.capacity <= max(2, Int(clamping: limits.rlim_cur)))
  }

  @Test("without time for all, every run has its turn, those with news first")
  func turns() throws {
    for run in 0..<30 { try append(1...1, to: run) }
    let runs = try RunCollection(paths: [folder.path])
    runs.read()
    for run in 0..<30 { try append(2...2, to: run) }
    // One run is looked at at least.
    let nothing = LookBudget(time: .zero, processorTime: .zero)
    var looks = 0
    while runs.followers.contains(where: { steps($0) != [1, 2] }), looks < 60 {
      _ = runs.look(within: nothing)
      looks += 1
    }
    #expect((15...30).contains(looks))
    #expect(!runs.look(within: LookBudget(time: .seconds(9), processorTime: .seconds(9))))
    try append(1...1, to: 99)
    while runs.followers.count == 30, looks < 1_000_000 {
      _ = runs.look(within: nothing)
      looks += 1
    }
    #expect(runs.followers.count == 31)
  }
}
