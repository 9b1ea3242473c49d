import Escaping

/// The lines of the log, oldest first.
struct LogBook: Sendable, Equatable {
  /// The oldest lines are forgotten beyond this many.
  static let limit = 1000

  private(set) var lines: [String] = []

  /// Adds an entry of one line, whatever is in it.
  mutating func append(_ text: String) {
    if !text.isEmpty { lines.append(text.escaped) }
    lines.removeFirst(max(0, lines.count - Self.limit))
  }
}
