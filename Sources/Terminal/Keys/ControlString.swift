/// A string from the terminal, such as `ESC ] … ST`, while it arrives (ECMA-48, 5.6).
struct ControlString {
  /// No answer is longer; the rest is read and dropped.
  private static let limit = 4096

  /// The effect of a byte on the string.
  enum Step: Equatable {
    /// The byte belongs to the string.
    case inside
    /// The byte ends the string, with this answer if it is one.
    case end(TerminalReport?)
    /// The string is abandoned at an escape, which begins another sequence; the byte is not used.
    case abandoned
  }

  /// The bytes after an escape that begin a string: DCS, SOS, OSC, PM and APC.
  static let introducers = Array("PX]^_".utf8)

  private let introducer: UInt8
  /// Whether it was begun by a byte above 127, as it may end then.
  private let isEightBit: Bool
  private var text: [UInt8] = []
  private var hasEscape = false

  /// Begins a string.
  init(introducer: UInt8, isEightBit: Bool) {
    self.introducer = introducer
    self.isEightBit = isEightBit
  }

  private var isCommand: Bool { introducer == UInt8(ascii: "]") }

  /// Takes a byte.
  mutating func take(_ byte: UInt8) -> Step {
    if hasEscape { return byte == UInt8(ascii: "\\") ? .end(report) : .abandoned }
    switch byte {
    case 0x1B: hasEscape = true
    case 0x07 where isCommand: return .end(report)
    case 0x9C where isEightBit: return .end(report)
    case 0x18, 0x1A: return .end(nil)
    default: if text.count < Self.limit { text.append(byte) }
    }
    return .inside
  }

  private var report: TerminalReport? {
    isCommand
      ? TerminalReport(operatingSystemCommand: String(decoding: text, as: UTF8.self)) : nil
  }
}
