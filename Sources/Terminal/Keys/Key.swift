/// One key as it was pressed, whatever bytes the terminal sent for it.
package enum Key: Sendable, Hashable {
  /// The ways an arrow points.
  package enum Direction: Sendable, Hashable {
    /// One row or column away.
    case up, down, left, right
  }

  /// A printable character, already shifted.
  case character(Character)
  /// A character held with control, in lower case.
  case control(Character)
  /// An arrow, alone or with shift.
  case arrow(Direction, isShifted: Bool)
  /// A jump within a list or a range.
  case pageUp, pageDown, home, end
  /// A key that confirms, cancels or moves on.
  case enter, escape, tab, backtab
  /// A key that removes text.
  case backspace, delete
  /// A function key, from 1.
  case function(Int)

  /// The key of a byte below 128 that stands for itself.
  init(byte: UInt8) {
    switch byte {
    case 0x00: self = .control(" ")
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case ..<0x1B: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case ..<0x20: self = .control(Character(Unicode.Scalar(byte + 0x40)))
    default: self = .character(Character(Unicode.Scalar(byte)))
    }
  }
}

/// What came from the terminal.
package enum TerminalInput: Sendable, Hashable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted, which is never taken for keys.
  case paste(String)
  /// The terminal answered a query.
  case report(TerminalReport)
}
