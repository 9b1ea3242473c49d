import Foundation
import Glibc
import Storage
import TestSupport
import Testing

@testable import Runs

/// Files whose space was reserved before they are written: zeros at the end are not written yet.
struct ReservedSpaceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func events(_ steps: ClosedRange<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    if steps.lowerBound == 1 { TensorBoardRecord.appendFileVersion(time: 1, to: &bytes) }
    for step in steps {
      TensorBoardRecord.append(
        scalars: [("loss", Double(step))], step: step, time: 1, to: &bytes)
    }
    return bytes
  }

  private static func lines(_ steps: ClosedRange<Int>) -> [UInt8] {
    steps.flatMap { Array("{\"step\":\($0),\"loss\":\($0)}\n".utf8) }
  }

  private func write(_ bytes: [UInt8], at offset: Int, of path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    try #require(pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count)
  }

  private func follower(_ name: String, _ format: RunFormat) -> RunFollower {
    RunFollower(RunLocation(path: folder.path(name), name: name, format: format))
  }

  private func steps(_ follower: RunFollower) -> [Int] {
    Logs.points(follower.log, "loss").map { Int($0.step) }
  }

  @Test(
    "a reserved tail waits, without a word of damage, and is read as it is filled",
    arguments: [RunFormat.tensorBoard, .jsonLines], [100_000, 3 << 20, 40 << 30])
  func tail(format: RunFormat, size: Int) throws {
    let name = format == .tensorBoard ? "a.tfevents" : "a.jsonl"
    let bytes = format == .tensorBoard ? Self.events : Self.lines
    let path = folder.path(name)
    let follower = follower(name, format)
    var end = 0
    for round in 0..<5 {
      let part = bytes(10 * round + 1...10 * round + 10)
      try write(part, at: end, of: path)
      end += part.count
      if round == 0 { try #require(truncate(path, off_t(size)) == 0) }
      follower.look()
      let expected = Array(1...(10 * round + 10))
      #expect(steps(follower) == expected)
      #expect(
        follower.notes == ["\(path): the last \(size - end) bytes are reserved and not written yet"]
      )
    }
    try #require(truncate(path, off_t(end)) == 0)
    follower.look()
    #expect(follower.notes == [] && steps(follower) == Array(1...50))
  }

  @Test("a record that is half written in reserved space waits for its other half")
  func tornRecord() throws {
    let path = folder.path("a.tfevents")
    let (bytes, follower) = (Self.events(1...10), follower("a.tfevents", .tensorBoard))
    let last = bytes.count - Self.events(10...10).count
    for count in last...bytes.count {
      try write(Array(bytes[..<count]), at: 0, of: path)
      try #require(truncate(path, off_t(2 << 20)) == 0)
      follower.look()
      #expect(follower.log.notes == [], "\(count) bytes")
    }
    #expect(steps(follower) == Array(1...10))
  }

  @Test(
    "behind a stretch of zeros the log goes on, and the stretch is told",
    arguments: [RunFormat.tensorBoard, .jsonLines], [5000, 3 << 20, 4 << 30])
  func hole(format: RunFormat, size: Int) throws {
    let name = format == .tensorBoard ? "a.tfevents" : "a.jsonl"
    let bytes = format == .tensorBoard ? Self.events : Self.lines
    let path = folder.path(name)
    let first = bytes(1...10)
    try write(first, at: 0, of: path)
    try write(bytes(11...20), at: first.count + size, of: path)
    let follower = follower(name, format)
    follower.look()
    let note = try #require(follower.log.notes.first)
    #expect(follower.log.notes.count == 1 && note.count == 1)
    #expect(note.firstOffset == first.count)
    #expect(note.kind == (format == .tensorBoard ? .lostRecord : .zeroBytes))
    #expect(note.byteCount == size && steps(follower) == Array(1...20))
    let end = first.count + size + bytes(11...20).count
    try write(bytes(21...30), at: end, of: path)
    follower.look()
    #expect(steps(follower) == Array(1...30) && follower.log.notes == [note])
  }

  @Test("an event file of nothing but reserved space is one, when it is named")
  func onlyZeros() throws {
    let path = folder.path("events.out.tfevents.1")
    try write([], at: 0, of: path)
    try #require(truncate(path, off_t(1 << 30)) == 0)
    let run = try #require(try RunCollection(paths: [path]).followers.first)
    run.look()
    #expect(run.location.format == .tensorBoard)
    #expect(RunState(run.facts.signs, now: 0) == .waiting)
    let events = Self.events(1...3)
    try write(events, at: 0, of: path)
    run.look()
    #expect(steps(run) == [1, 2, 3])
  }
}
