import Storage
import TestSupport
import Tensors
import Testing

@testable import Training

@Suite struct EventLogTests {
  @Test func aLineKeepsItsOrderAndNamesWhatIsNoNumber() {
    let event = TrainingEvent(
      step: 40,
      values: [("time", 1.5), ("loss/train", .nan), ("kl/0", 1e-9), ("rate/images", .infinity)])
    #expect(
      event.line
        == #"{"step":40,"time":1.5,"loss/train":null,"kl/0":1e-09,"rate/images":null}"#)
  }

  @Test func aLineReadsBackToTheSameBits() throws {
    for seed in 0..<100 {
      var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
      let values = (0..<8).map { index in
        let value = Double(bitPattern: random.next())
        return (name: "kl/\(index)", value: value.isFinite ? value : .nan)
      }
      let event = TrainingEvent(step: seed, values: values)
      #expect(TrainingEvent(line: event.line) == event, "seed \(seed): \(event.line)")
    }
  }

  @Test(arguments: ["", "{", "[]", "{}", #"{"step":null}"#, #"{"step":1.5}"#, #"{"step":"a"}"#])
  func aLineThatIsNoEventIsNone(_ line: String) {
    #expect(TrainingEvent(line: line) == nil)
  }

  @Test func aLineAboveAMebibyteIsNoEvent() {
    let blanks = { String(repeating: " ", count: $0) }
    let object = #"{"step":3,"epoch":0.5}"#
    #expect(TrainingEvent(line: object + blanks(1 << 19))?.step == 3)
    #expect(TrainingEvent(line: object + blanks(1 << 20)) == nil)
  }

  @Test func aLogIsReadInOrderWithoutItsTornEnd() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("events.jsonl")
    let log = try EventLog(path: path, continuingAfter: 0)
    for step in 1...3 { try log.append(TrainingEvent(step: step, values: [("epoch", 0.5)])) }
    try write(bytes: bytes(of: path) + Array(#"{"step":4,"ep"#.utf8), to: path)
    #expect(try EventLog.events(at: path).map(\.step) == [1, 2, 3])
  }

  @Test func aLogIsCutAfterTheStepThatTheRunGoesOnFrom() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("events.jsonl")
    let lines = (1...9).map { TrainingEvent(step: $0 * 10, values: []).line }
    let text = lines.joined(separator: "\n") + "\n"
    // Wherever the writer was interrupted, exactly the complete lines up to the step are kept.
    for length in 0...text.utf8.count {
      try write(bytes: Array(text.utf8.prefix(length)), to: path)
      let log = try EventLog(path: path, continuingAfter: 45)
      let whole =
        Array(text.utf8.prefix(length)).split(
          separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        ).count - 1
      let expected = Array(lines.prefix(min(whole, 4)))
      try log.append(TrainingEvent(step: 50, values: []))
      #expect(
        try JSONLines.read(path: path).lines == expected + [#"{"step":50}"#], "cut at \(length)")
    }
  }

  @Test func aLogThatCanNotBeOpenedIsOneLine() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: RunError.self) {
      try EventLog(path: folder.path("no/events.jsonl"), continuingAfter: 0)
    }
    #expect(
      error?.description
        == "\(folder.path("no/events.jsonl")): cannot open: No such file or directory")
  }
}
