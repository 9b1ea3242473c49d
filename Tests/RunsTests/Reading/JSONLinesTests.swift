import Tensors
import TestSupport
import Testing
import Training

@testable import Runs

struct JSONLinesTests {
  fileprivate static func read(_ text: String, isOurs: Bool = false, part: Int = .max) -> RunLog {
    Logs.read(
      Array(text.utf8), JSONLinesDecoder(file: "log", readsNullAsNumber: isOurs), part: part
    ).log
  }

  @Test("our own events are read as they were written, however the file arrives")
  func ownEvents() {
    var random = CounterRandom(testCase: 1)
    var text = ""
    var expected: [Logs.Point] = []
    for step in 1...40 {
      let loss = random.nextGaussian()
      expected.append(Logs.Point(step: 20 * step, value: loss))
      let event = TrainingEvent(
        step: 20 * step,
        values: [("time", 1.7e9 + Double(step)), ("epoch", 0.5), ("loss/train", loss)])
      text += event.line + "\n"
    }
    for part in [1, 7, 100, .max] {
      let log = Self.read(text, isOurs: true, part: part)
      #expect(Logs.points(log, "loss/train") == expected, "parts of \(part)")
      #expect(log.series.series.map(\.name) == ["epoch", "loss/train"] && log.notes.isEmpty)
      #expect(log.series.newestTime == 1.7e9 + 40)
    }
  }

  @Test("null is no number in our log and nothing in another's")
  func nulls() {
    let text = "{\"step\":1,\"loss\":null}\n{\"step\":2,\"loss\":3}\n"
    #expect(Self.read(text, isOurs: true).series["loss"]?.nonFinite.notANumber == 1)
    #expect(Self.read(text).series["loss"]?.pointCount == 1)
  }

  @Test("numbers inside objects, lists and texts have names by their path")
  func nested() {
    let text = """
      {"step": 3, "loss": {"train": 1.5, "val": {"x": 2}}, "kl": [0.1, 0.2], "text": "abc"}
      { "step" : 4 , "loss":{ "train":"2.5"}, "ok": true, "no": false, "kl": [], "more": {} }
      {"step": 5, "a\\u00e9\\"b": NaN, "c": -Infinity, "d": Infinity, "e": "nan", "f": 1e-3}

      """
    let log = Self.read(text)
    #expect(log.notes.isEmpty)
    #expect(
      log.series.series.map(\.name)
        == ["loss/train", "loss/val/x", "kl/0", "kl/1", "aé\"b", "c", "d", "e", "f"])
    #expect(
      Logs.points(log, "loss/train") == [.init(step: 3, value: 1.5), .init(step: 4, value: 2.5)])
    #expect(log.series["c"]?.currentMarks.first?.counts.negativeInfinity == 1)
    #expect(log.series["e"]?.nonFinite.notANumber == 1)
  }

  @Test("the column with the best name is the step; lines are counted without one")
  func steps() {
    let both = Self.read("{\"epoch\":1,\"step\":50,\"a\":1}\n{\"epoch\":2,\"b\":2}\n")
    #expect(Logs.points(both, "a") == [.init(step: 50, value: 1)])
    #expect(Logs.points(both, "b") == [.init(step: 50, value: 2)])
    #expect(both.series["epoch"]?.pointCount == 2)
    let epochs = Self.read("{\"a\":1,\"epoch\":1}\n{\"a\":2,\"epoch\":2}\n")
    #expect(Logs.points(epochs, "a").map(\.step) == [1, 2] && epochs.series["epoch"] == nil)
    let none = Self.read("{\"a\":1}\n{\"a\":2}\n")
    #expect(Logs.points(none, "a").map(\.step) == [0, 1])
    let fractions = Self.read("{\"a\":1,\"epoch\":0.25}\n{\"a\":2,\"epoch\":0.5}\n")
    #expect(Logs.points(fractions, "a").map(\.step) == [0.25, 0.5])
    #expect(fractions.series["epoch"] == nil)
  }

  @Test("a torn last line waits; one that is whole but for its newline is read")
  func tornLines() {
    let text = "{\"step\":1,\"a\":1}\n{\"step\":2,\"a\":2.5}"
    for length in 0..<text.utf8.count {
      let (log, rest) = Logs.read(
        Array(text.utf8.prefix(length)), JSONLinesDecoder(file: "log", readsNullAsNumber: false))
      #expect(log.series["a"]?.pointCount ?? 0 == (length >= 16 ? 1 : 0), "\(length)")
      #expect(log.notes.isEmpty && rest == (length < 16 ? length : length > 17 ? length - 17 : 0))
    }
    #expect(Logs.points(Self.read(text), "a").last == .init(step: 2, value: 2.5))
  }

  @Test(
    "lines that are no objects are counted and passed over",
    arguments: [
      "{", "}", "[1,2]", "{\"a\":}", "{\"a\" 1}", "{\"a\":1,,}", "{\"a\":1 \"b\":2}",
      "abc",
      "{\"a\":[1}", "{\"a\":tru}", "{\"a", "\u{0}\u{1}", "{\"a\":--1}",
      String(repeating: "{\"a\":", count: 40) + "1" + String(repeating: "}", count: 40),
    ])
  func malformed(line: String) {
    let log = Self.read("{\"step\":1,\"a\":1}\n\(line)\n{\"step\":2,\"a\":2}\n")
    #expect(Logs.points(log, "a") == [.init(step: 1, value: 1), .init(step: 2, value: 2)])
    #expect(log.notes.map(\.kind) == [.malformedLine] && log.notes[0].firstOffset == 17)
    #expect(
      log.notes[0].description.hasPrefix("log: 1 line that cannot be parsed, first at byte 17"))
  }

  @Test("whatever the bytes, nothing traps", arguments: 0..<300)
  func randomBytes(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let alphabet = Array("{}[]\":,.-+eE0123456789nulNaInftrs \\u\n".utf8)
    let bytes = (0..<400).map { _ in
      random.integer(0...40) == 0
        ? UInt8(random.integer(0...255)) : alphabet[random.integer(0...alphabet.count - 1)]
    }
    let (log, rest) = Logs.read(
      bytes, JSONLinesDecoder(file: "log", readsNullAsNumber: true), part: random.integer(1...99))
    #expect(rest >= 0 && log.series.pointCount >= 0)
  }
}

extension JSONLinesTests {
  @Test("a byte order mark, carriage returns, commas, blanks and objects in a row say nothing")
  func separators() {
    let expected = (0..<4).map { Logs.Point(step: $0, value: Double($0) / 2) }
    let objects = (0..<4).map { "{\"step\": \($0), \"a\": \(Double($0) / 2)}" }
    let texts: [String] = [
      "\u{FEFF}" + objects.joined(separator: "\r\n"), objects.joined(),
      objects.joined(separator: ",\n"), objects.joined(separator: "  \t "),
      objects.map { $0.replacing("}", with: ",}") }.joined(separator: "\n"),
      objects.joined(separator: "\n\n\n"),
      objects.map { $0.replacing(" ", with: "   ") }.joined(separator: ", "),
    ]
    for text in texts {
      for part in [1, 7, .max] {
        let log = Self.read(text, part: part)
        #expect(Logs.points(log, "a") == expected && log.notes.isEmpty, "\(text) by \(part)")
      }
    }
  }

  @Test("lines of text before and between objects are counted")
  func plainText() {
    let log = Self.read(
      "Loading data...\n{\"step\":1,\"a\":3}\nwarning: foo\n{\"step\":2,\"a\":2}\n")
    #expect(Logs.points(log, "a") == [.init(step: 1, value: 3), .init(step: 2, value: 2)])
    #expect(log.notes.map(\.kind) == [.malformedLine] && log.notes[0].count == 2)
    let damaged = Self.read("{\"step\":1,\"a\":3}{\"step\":2,\"a\"\n{\"step\":3,\"a\":1}\n")
    #expect(Logs.points(damaged, "a").map(\.step) == [1, 3] && damaged.notes[0].firstOffset == 16)
  }
}
