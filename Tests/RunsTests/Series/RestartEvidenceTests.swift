import Storage
import Tensors
import TestSupport
import Testing

@testable import Runs

/// What is a restart, what another pass, and what the work of several writers, in the event files of one folder.
struct RestartEvidenceTests {
  /// A scalar of an event file.
  private struct Event {
    var step: Int
    var time: Double
    var value: Double
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func bytes(_ events: [Event], start: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    TensorBoardRecord.appendFileVersion(time: start, to: &bytes)
    for event in events {
      TensorBoardRecord.append(
        scalars: [("loss", event.value)], step: event.step, time: event.time, to: &bytes)
    }
    return bytes
  }

  private static func events(_ steps: some Sequence<Int>, from time: Double) -> [Event] {
    steps.enumerated().map {
      Event(step: $0.element, time: time + Double($0.offset), value: time + Double($0.offset))
    }
  }

  private func follower() -> RunFollower {
    RunFollower(RunLocation(path: folder.path, name: "run", format: .tensorBoard))
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try AtomicFile.write(bytes, to: folder.path("events.out.tfevents.\(name)"))
  }

  /// What is left of a run that was read at once, and of one whose files are looked at as they grow.
  private func expect(
    _ points: [Logs.Point], superseded: Int, of follower: RunFollower,
    _ source: SourceLocation = #_sourceLocation
  ) {
    #expect(Logs.points(follower.log, "loss") == points, sourceLocation: source)
    #expect(
      follower.log.series["loss"]?.supersededCount == superseded, sourceLocation: source)
  }

  @Test("two workers who write in turns are one curve, whatever the names of their files")
  func workersInTurns() throws {
    let first = Self.events(Array(0..<10), from: 100) + Self.events(Array(20..<30), from: 120)
    let second = Self.events(10..<20, from: 110)
    let expected = (0..<30).map { Logs.Point(step: $0, value: 100 + Double($0)) }
    for names in [["a", "b"], ["b", "a"]] {
      try write(Self.bytes(first, start: 99), names[0])
      try write(Self.bytes(second, start: 99.5), names[1])
      let follower = follower()
      follower.look()
      expect(expected, superseded: 0, of: follower)
      #expect(follower.log.series["loss"]?.last?.value == 129)
    }
  }

  @Test("two workers who write the same steps side by side are not restarts of each other")
  func parallelWorkers() throws {
    let first = (0..<50).map { Event(step: $0, time: 100 + Double($0), value: 1) }
    let second = (0..<50).map { Event(step: $0, time: 100.5 + Double($0), value: 2) }
    try write(Self.bytes(first, start: 99), "1")
    try write(Self.bytes(second, start: 99.5), "2")
    let whole = follower()
    whole.look()
    #expect(whole.log.series["loss"]?.current.count == 100)
    #expect(whole.log.series.supersededCount == 0)
    // Looked at after every event, the second seems to start the run again until the first goes on.
    let grown = follower()
    for count in 1...50 {
      try write(Self.bytes(Array(first[..<count]), start: 99), "1")
      grown.look()
      try write(Self.bytes(Array(second[..<count]), start: 99.5), "2")
      grown.look()
    }
    #expect(
      grown.log.series["loss"]?.current.map(\.firstStep)
        == whole.log.series["loss"]?.current.map(\.firstStep))
    #expect(grown.log.series.supersededCount == 0)
    #expect(grown.log.series["loss"]?.restartCount == 0)
  }

  @Test(
    "a later file that repeats steps is a restart, whatever the names and whenever they are looked at"
  )
  func laterFile() throws {
    let first = Self.events(0...100, from: 1000)
    let second = Self.events(80...120, from: 2000)
    let expected =
      first[..<80].map { Logs.Point(step: $0.step, value: $0.value) }
      + second.map { Logs.Point(step: $0.step, value: $0.value) }
    for names in [["1", "2"], ["2", "1"]] {
      try write(Self.bytes(first, start: 999), names[0])
      try write(Self.bytes(second, start: 1999), names[1])
      let whole = follower()
      whole.look()
      expect(expected, superseded: 21, of: whole)
      #expect(whole.log.series["loss"]?.restartCount == 1)
    }
  }

  @Test("what the first writer had not yet brought to disk when the second began is superseded too")
  func lateTail() throws {
    let first = Self.events(0...100, from: 1000)
    let second = Self.events(80...120, from: 2000)
    try write(Self.bytes(Array(first[...90]), start: 999), "1")
    let follower = follower()
    follower.look()
    try write(Self.bytes(Array(second[...5]), start: 1999), "2")
    follower.look()
    try write(Self.bytes(first, start: 999), "1")
    try write(Self.bytes(second, start: 1999), "2")
    follower.look()
    expect(
      first[..<80].map { Logs.Point(step: $0.step, value: $0.value) }
        + second.map { Logs.Point(step: $0.step, value: $0.value) }, superseded: 21, of: follower)
  }

  @Test("a file that was begun before those that are read already takes its place among them")
  func earlierFileComesLater() throws {
    let first = Self.events(0...100, from: 1000)
    let second = Self.events(80...120, from: 2000)
    try write(Self.bytes(second, start: 1999), "2")
    let follower = follower()
    follower.look()
    try write(Self.bytes(first, start: 999), "1")
    follower.look()
    #expect(follower.log.series["loss"]?.current.first?.firstStep == 0)
    #expect(follower.log.series["loss"]?.supersededCount == 21 && follower.log.notes.isEmpty)
  }

  @Test("a step that begins again in one file is another pass, laid behind and said")
  func passes() throws {
    let steps = (0..<5).flatMap { _ in Array(0..<20) }
    try write(Self.bytes(Self.events(steps, from: 100), start: 99), "1")
    let follower = follower()
    follower.look()
    expect(
      (0..<100).map { Logs.Point(step: $0, value: 100 + Double($0)) }, superseded: 0, of: follower)
    #expect(
      follower.notes == [
        "the step restarts, and its passes are concatenated: loss in 5 passes"
      ])
    let strides = (0..<3).flatMap { _ in [50, 100, 150] }
    try write(Self.bytes(Self.events(strides, from: 100), start: 99), "1")
    let strided = self.follower()
    strided.look()
    #expect(Logs.points(strided.log, "loss").map(\.step) == (1...9).map { 50 * $0 }.steps)
  }

  @Test("where every step is 0 records are counted, until one is not")
  func withoutSteps() throws {
    let zeros = Self.events(Array(repeating: 0, count: 20), from: 100)
    try write(Self.bytes(zeros, start: 99), "1")
    let follower = follower()
    follower.look()
    follower.look()
    #expect(Logs.points(follower.log, "loss").map(\.step) == (0..<20).steps)
    #expect(follower.notes.count == 1 && follower.notes[0].hasSuffix("so records are counted"))
    try write(Self.bytes(zeros + Self.events(1..<5, from: 200), start: 99), "1")
    follower.look()
    follower.look()
    #expect(follower.log.series["loss"]?.last?.step == 4 && follower.notes.isEmpty)
  }

  @Test("a step that was seen before in the middle of a file is a restart")
  func seenBefore() throws {
    let steps = Array(0...100) + Array(80...120)
    try write(Self.bytes(Self.events(steps, from: 100), start: 99), "1")
    let follower = follower()
    follower.look()
    #expect(Logs.points(follower.log, "loss").map(\.step) == (0...120).steps)
    #expect(follower.log.series["loss"]?.supersededCount == 21)
    #expect(follower.notes == ["21 points superseded by restarts: loss 21"])
  }

  @Test("events that come out of order are sorted in", arguments: 0..<20)
  func shuffled(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    var events = Self.events(0..<300, from: 100)
    let expected = events.map { Logs.Point(step: $0.step, value: $0.value) }
    for index in stride(from: 299, to: 0, by: -1) {
      events.swapAt(index, random.integer(0...index))
    }
    try write(Self.bytes(events, start: 99), "1")
    let follower = follower()
    follower.look()
    #expect(Logs.points(follower.log, "loss") == expected, "seed \(seed)")
    #expect(follower.log.series.supersededCount == 0 && follower.notes.isEmpty, "seed \(seed)")
  }
}
