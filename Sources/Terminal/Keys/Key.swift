/// One key as it was pressed, whatever bytes the terminal sent for it.
public enum Key: Sendable, Hashable {
  /// The ways an arrow points.
  public enum Direction: Sendable, Hashable {
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
}

/// What the user entered.
public enum TerminalInput: Sendable, Hashable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted, which is never taken for keys.
  case paste(String)
}
