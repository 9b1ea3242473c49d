/// What a terminal may be asked without printing the question.
struct TerminalQuestions: OptionSet, Sendable {
  let rawValue: UInt8

  /// Whether it has come to the end of what was sent (ECMA-48, DSR).
  static let status = TerminalQuestions(rawValue: 1)
  /// The colour behind text (xterm, OSC 11).
  static let background = TerminalQuestions(rawValue: 2)
  /// The width of a character of ambiguous width, by where the cursor is behind it; needs UTF-8.
  static let ambiguousWidth = TerminalQuestions(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What a terminal answers; one that nobody knows is only asked what ECMA-48 has.
  init(_ conduct: TerminalFamily.Conduct?) {
    switch conduct {
    case .xterm: self = [.status, .background]
    case .standard, nil: self = .status
    case .literal: self = []
    }
  }

  /// Appends the questions, that of the status last: behind its answer no other one comes.
  func write(into bytes: inout [UInt8]) {
    if contains(.background) { bytes += Array("\u{1B}]11;?\u{1B}\\".utf8) }
    if contains(.ambiguousWidth) { bytes += Array("\u{1B}[H\u{3B1}\u{1B}[6n\u{1B}[H\u{1B}[K".utf8) }
    if contains(.status) { bytes += Array("\u{1B}[5n".utf8) }
  }
}
