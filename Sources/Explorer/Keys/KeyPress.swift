/// One key press, independent of any terminal's codes.
package struct KeyPress: Sendable, Hashable {
  /// A key without its modifiers.
  package enum Key: Sendable, Hashable {
    /// A printable character, already shifted: `A`, not shift and `a`.
    case character(Character)
    /// An arrow.
    case up, down, left, right
    /// A jump within a list or a range.
    case pageUp, pageDown, home, end
    /// A key that confirms, cancels or moves on.
    case enter, escape, tab, backTab
    /// A key that removes text.
    case backspace, delete
    /// A function key, from 1.
    case function(Int)
    /// A click on a cell, counted from (0, 0) at the top left.
    case click(column: Int, row: Int)
  }

  /// Keys held down beside the key.
  package struct Modifiers: OptionSet, Sendable, Hashable {
    /// The set as bits.
    package let rawValue: UInt8
    /// Creates a set from its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Control.
    package static let control = Modifiers(rawValue: 1)
    /// Shift, only with keys that are not characters.
    package static let shift = Modifiers(rawValue: 2)
  }

  /// The key.
  package var key: Key
  /// The modifiers held with it.
  package var modifiers: Modifiers

  /// Creates a key press.
  package init(_ key: Key, modifiers: Modifiers = []) {
    self.key = key
    self.modifiers = modifiers
  }

  /// A printable character.
  package static func character(_ character: Character) -> KeyPress {
    KeyPress(.character(character))
  }

  /// A letter held with control, given in lower case.
  package static func control(_ letter: Character) -> KeyPress {
    KeyPress(.character(letter), modifiers: .control)
  }
}
