import Escaping

/// The lines of the log, oldest first.
struct LogBook: Sendable, Equatable {
  /// Beyond this many the oldest lines are dropped.
  static let limit = 1000

  private(set) var lines: [String] = []

  /// Adds an entry unless it is the newest one already.
  mutating func append(once text: String) {
    if lines.last != text.escaped { append(text) }
  }

  /// Adds an entry as one line, with control characters escaped.
  mutating func append(_ text: String) {
    if !text.isEmpty { lines.append(text.escaped) }
    lines.removeFirst(max(0, lines.count - Self.limit))
  }
}
