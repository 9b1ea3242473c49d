import Storage
import TestSupport
import Testing

@testable import Runs

/// Records and lines that are longer than what is read at once.
struct LongRecordTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("events.out.tfevents.1.host.1.0")
  }

  /// A record of a number, a value of `byteCount` bytes that is no number, and a number again.
  private func record(step: Int, byteCount: Int) -> [UInt8] {
    EventBytes.record(
      EventBytes.double(1, 100 + Double(step)) + EventBytes.number(2, UInt64(step))
        + EventBytes.message(
          5,
          value("loss", 0.5 + Double(step)) + EventBytes.message(1, weights(byteCount))
            + value("late", 2)))
  }

  private func weights(_ byteCount: Int) -> [UInt8] {
    EventBytes.message(1, Array("weights".utf8))
      + EventBytes.message(
        8, EventBytes.number(1, 1) + EventBytes.message(4, [UInt8](repeating: 7, count: byteCount)))
  }

  private func value(_ tag: String, _ number: Double) -> [UInt8] {
    EventBytes.message(
      1, EventBytes.message(1, Array(tag.utf8)) + EventBytes.float(2, Float(number)))
  }

  private func scalar(step: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    TensorBoardRecord.append(
      scalars: [("loss", 0.5 + Double(step))], step: step, time: 100, to: &bytes)
    return bytes
  }

  private func follower() -> RunFollower {
    RunFollower(RunLocation(path: path, name: "log", format: .tensorBoard))
  }

  private func expectAll(_ follower: RunFollower, steps: Int) {
    #expect(
      Logs.points(follower.log, "loss")
        == (0..<steps).map { Logs.Point(step: $0, value: 0.5 + Double($0)) })
  }

  @Test(
    "numbers beside a long value are read, wherever the record lies",
    arguments: [1 << 20, 1 << 20 + 77, 3 << 20, 16 << 20 - 100])
  func numbers(byteCount: Int) throws {
    let bytes = scalar(step: 0) + record(step: 1, byteCount: byteCount) + scalar(step: 2)
    try AtomicFile.write(bytes, to: path)
    let follower = follower()
    follower.look()
    expectAll(follower, steps: 3)
    #expect(Logs.points(follower.log, "late") == [Logs.Point(step: 1, value: 2)])
    #expect(follower.log.notes == [])
    // What was read is recognised, and goes on.
    try AtomicFile.write(bytes + scalar(step: 3), to: path)
    follower.look()
    expectAll(follower, steps: 4)
    #expect(follower.log.notes == [])
  }

  @Test("a value above 16 MiB is told and not read")
  func longValue() throws {
    try AtomicFile.write(record(step: 0, byteCount: 16 << 20) + scalar(step: 1), to: path)
    let follower = follower()
    follower.look()
    expectAll(follower, steps: 2)
    #expect(follower.log.notes.map(\.kind) == [.longValue])
    #expect(follower.log.notes.map(\.count) == [1])
  }

  @Test("a long picture is listed where it lies in the file")
  func picture() throws {
    let png = try PNGImage(width: 2, height: 3, channels: 1, pixels: [1, 2, 3, 4, 5, 6]).encoded()
    let image = EventBytes.message(
      1,
      EventBytes.message(1, Array("recon".utf8))
        + EventBytes.message(
          4,
          EventBytes.number(1, 3) + EventBytes.number(2, 2)
            + EventBytes.message(4, png + [UInt8](repeating: 0, count: 2 << 20))))
    let record = EventBytes.record(EventBytes.number(2, 9) + EventBytes.message(5, image))
    let bytes = scalar(step: 0) + record
    try AtomicFile.write(bytes, to: path)
    let follower = follower()
    follower.look()
    let found = try #require(follower.log.images["recon"]?.images.first)
    #expect(found.step == 9 && found.width == 2 && found.height == 3)
    #expect(Array(bytes[found.bytes].prefix(png.count)) == png)
  }

  @Test("a long record waits for its end, and is left out when it was changed")
  func damage() throws {
    let long = record(step: 1, byteCount: 2 << 20)
    let start = scalar(step: 0)
    let follower = follower()
    try AtomicFile.write(start + long.prefix(3 << 19), to: path)
    follower.look()
    expectAll(follower, steps: 1)
    #expect(follower.log.notes == [])
    try AtomicFile.write(start + long + scalar(step: 2), to: path)
    follower.look()
    expectAll(follower, steps: 3)

    var damaged = long
    damaged[1 << 20] ^= 1
    let again = RunFollower(RunLocation(path: path, name: "log", format: .tensorBoard))
    try AtomicFile.write(start + damaged + scalar(step: 2), to: path)
    again.look()
    #expect(Logs.points(again.log, "loss").map(\.step) == [0, 2])
    #expect(again.log.notes.map(\.kind) == [.damagedRecord])
    #expect(again.log.notes.map(\.byteCount) == [long.count])
  }

  @Test("a long record that is no event is told")
  func malformed() throws {
    let payload = EventBytes.message(5, [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])
    let record = EventBytes.record(
      payload + EventBytes.message(15, [UInt8](repeating: 0, count: 2 << 20)))
    try AtomicFile.write(record + scalar(step: 0), to: path)
    let follower = follower()
    follower.look()
    expectAll(follower, steps: 1)
    #expect(follower.log.notes.map(\.kind) == [.malformedRecord])
  }

  @Test("a session that starts in a long record supersedes what stood before it once")
  func session() throws {
    let start = EventBytes.record(
      EventBytes.number(2, 1)
        + EventBytes.message(
          5, value("loss", 9) + EventBytes.message(1, weights(2 << 20)) + value("late", 1))
        + EventBytes.message(7, EventBytes.number(1, 1)))
    try AtomicFile.write(scalar(step: 0) + scalar(step: 1) + start, to: path)
    let follower = follower()
    follower.look()
    #expect(
      Logs.points(follower.log, "loss")
        == [Logs.Point(step: 0, value: 0.5), Logs.Point(step: 1, value: 9)])
    #expect(Logs.points(follower.log, "late") == [Logs.Point(step: 1, value: 1)])
  }

  @Test("a line above 16 MiB is passed over, one of 4 MiB is read")
  func longLines() throws {
    let log = folder.path("log.jsonl")
    let line = { (step: Int, padding: Int) in
      "{\"step\":\(step),\"loss\":\(step),\"note\":\"\(String(repeating: "x", count: padding))\"}\n"
    }
    try AtomicFile.write(Array((line(0, 0) + line(1, 4 << 20) + line(2, 0)).utf8), to: log)
    let whole = RunFollower(RunLocation(path: log, name: "log", format: .jsonLines))
    whole.look()
    #expect(Logs.points(whole.log, "loss").map(\.step) == [0, 1, 2] && whole.log.notes == [])
    try AtomicFile.write(Array((line(0, 0) + line(1, 40 << 20) + line(2, 0)).utf8), to: log)
    let part = RunFollower(RunLocation(path: log, name: "log", format: .jsonLines))
    part.look()
    #expect(Logs.points(part.log, "loss").map(\.step) == [0, 2])
    #expect(part.log.notes.contains { $0.kind == .longLine })
  }

  @Test("a table has up to 65,536 columns")
  func columns() throws {
    let header = "step," + (0..<TableDialect.fieldLimit).map { "c\($0)" }.joined(separator: ",") + "\n"
    let log = Logs.read(Array((header + "1,2\n").utf8), TableDecoder(file: "a")).log
    #expect(log.series.series.isEmpty)
    #expect(log.notes.map(\.kind) == [.malformedLine] && log.notes.map(\.count) == [2])
  }
}
