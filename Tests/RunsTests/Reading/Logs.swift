import Storage
import Testing

@testable import Runs

/// A growing log of a test.
enum Logs {
  /// Reads bytes as one file, in parts of at most `part` bytes as a file that grows gives them.
  static func read(
    _ bytes: [UInt8], _ decoder: any LogDecoder, part: Int = .max
  ) -> (log: RunLog, rest: Int) {
    var (decoder, log, start, end) = (decoder, RunLog(), 0, 0)
    repeat {
      end += min(part, bytes.count - end)
      start += bytes[start..<end].withUnsafeBytes {
        decoder.decode($0, at: start, isEnd: end == bytes.count, into: &log)
      }
    } while end < bytes.count
    return (log, bytes.count - start)
  }

  /// Steps and values of a series without restarts.
  static func points(_ log: RunLog, _ name: String) -> [Point] {
    (log.series[name]?.current ?? []).map { Point(step: $0.firstStep, value: $0.mean) }
  }

  /// One point.
  struct Point: Equatable {
    var step: Int
    var value: Double
  }

  /// Replaces the content of a file in place, so that it keeps its number.
  static func overwrite(_ path: String, _ text: String) throws {
    let appender = try LineAppender(path: path, truncatingTo: 0)
    for line in text.split(separator: "\n") { try appender.append(line: String(line)) }
  }
}
