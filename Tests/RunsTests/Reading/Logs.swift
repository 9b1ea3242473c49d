import Storage
import Testing

@testable import Runs

/// A growing log of a test.
enum Logs {
  /// Reads bytes as one file, in parts of at most `part` bytes as a file that grows gives them.
  static func read(
    _ bytes: [UInt8], _ decoder: any LogDecoder, part: Int = .max
  ) -> (log: RunLog, rest: Int) {
    read(bytes, decoder, ends: Array(stride(from: part, to: bytes.count, by: part)))
  }

  /// Reads bytes as one file that is looked at when it has so many bytes, and when it is whole.
  static func read(
    _ bytes: [UInt8], _ fresh: any LogDecoder, ends: [Int]
  ) -> (log: RunLog, rest: Int) {
    var (decoder, log, start) = (fresh, RunLog(), 0)
    for end in ends + [bytes.count] {
      repeat {
        if log.isOutdated { (decoder, log, start) = (fresh, log.emptied(), 0) }
        start += bytes[start..<end].withUnsafeBytes {
          decoder.decode($0, at: start, isEnd: true, into: &log)
        }
      } while log.isOutdated
    }
    return (log, bytes.count - start)
  }

  /// Reads the text of a table.
  static func table(_ text: String) -> RunLog {
    read(Array(text.utf8), TableDecoder(file: "log.csv")).log
  }

  /// Reads lines of JSON, the last without a newline.
  static func objects(_ lines: [String]) -> RunLog {
    read(
      Array(lines.joined(separator: "\n").utf8),
      JSONLinesDecoder(file: "log.jsonl", readsNullAsNumber: false)
    ).log
  }

  /// The steps of a series without restarts.
  static func steps(_ log: RunLog, _ name: String) -> [Double] { points(log, name).map(\.step) }

  /// Steps and values of a series without restarts.
  static func points(_ log: RunLog, _ name: String) -> [Point] {
    (log.series[name]?.current ?? []).map { Point(step: $0.firstStep, value: $0.mean) }
  }

  /// One point.
  struct Point: Equatable {
    var step: Double
    var value: Double

    init(step: Double, value: Double) { (self.step, self.value) = (step, value) }
    init(step: Int, value: Double) { self.init(step: Double(step), value: value) }
  }

  /// Replaces the content of a file in place, so that it keeps its number.
  static func overwrite(_ path: String, _ text: String) throws {
    let appender = try LineAppender(path: path, truncatingTo: 0)
    for line in text.split(separator: "\n") { try appender.append(line: String(line)) }
  }
}
