/// The lines of the log, oldest first.
struct LogBook: Sendable, Equatable {
  /// The oldest lines are forgotten beyond this many.
  static let limit = 1000

  private(set) var lines: [String] = []

  /// Adds a text, one entry per line of it.
  mutating func append(_ text: String) {
    lines += text.split(whereSeparator: \.isNewline).map(String.init)
    lines.removeFirst(max(0, lines.count - Self.limit))
  }
}
