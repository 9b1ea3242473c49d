/// The queries that a terminal answers without displaying them as text.
struct TerminalQuestions: OptionSet, Sendable {
  let rawValue: UInt8

  /// Whether it has processed everything that was sent (ECMA-48, DSR).
  static let status = TerminalQuestions(rawValue: 1)
  /// The colour behind text (xterm, OSC 11).
  static let background = TerminalQuestions(rawValue: 2)
  /// The width of a character of ambiguous width, by the cursor position after it; needs UTF-8.
  static let ambiguousWidth = TerminalQuestions(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The queries that a terminal answers; an unknown one is only sent those of ECMA-48.
  init(_ conduct: TerminalFamily.Conduct?) {
    switch conduct {
    case .xterm: self = [.status, .background]
    case .standard, nil: self = .status
    case .literal: self = []
    }
  }

  /// Appends the queries, the status query last: after its answer no other one arrives.
  func write(into bytes: inout [UInt8]) {
    if contains(.background) { bytes += Array("\u{1B}]11;?\u{1B}\\".utf8) }
    if contains(.ambiguousWidth) { bytes += Array("\u{1B}[H\u{3B1}\u{1B}[6n\u{1B}[H\u{1B}[K".utf8) }
    if contains(.status) { bytes += Array("\u{1B}[5n".utf8) }
  }
}
