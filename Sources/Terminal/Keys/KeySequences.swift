/// The meaning of escape sequences, in both cursor-key modes and the spellings of xterm, rxvt, the
/// Linux console, tmux, screen and kitty.
enum KeySequences {
  /// The key of a control sequence; `nil` when it is not a supported key, or reports that a key was released.
  static func key(_ sequence: ControlSequence) -> Key? {
    guard !sequence.isPrivate, sequence.part(1, of: 1) != 3 else { return nil }
    let isShifted = KeyModifiers(parameter: sequence.part(0, of: 1)).contains(.shift)
    switch sequence.final {
    case UInt8(ascii: "~"): return tilde(sequence)
    case UInt8(ascii: "u"): return KeyCodes.key(sequence)
    case UInt8(ascii: "Z"): return .backtab
    // With parameters this is a cursor position report.
    case UInt8(ascii: "R") where !sequence.numbers.isEmpty: return nil
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return arrow(sequence.final - 32).map { .arrow($0, isShifted: true) }
    default:
      if let direction = arrow(sequence.final) { return .arrow(direction, isShifted: isShifted) }
      return single(sequence.final)
    }
  }

  /// The key of `ESC O final`, which application mode and keypads send.
  static func application(final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "X"): return .character("=")
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return arrow(final - 32).map { .arrow($0, isShifted: false) }
    // The keypad's signs and digits, from `*` to `9`, are moved up by 64.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): return Key(byte: final - 64)
    default:
      if let direction = arrow(final) { return .arrow(direction, isShifted: false) }
      return single(final)
    }
  }

  /// The key of `ESC [ [ final`, as the Linux console spells its first function keys.
  static func console(final: UInt8) -> Key? {
    (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) ? .function(Int(final) - 64) : nil
  }

  private static func arrow(_ final: UInt8) -> Key.Direction? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    default: nil
    }
  }

  private static func single(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 79)
    default: nil
    }
  }

  private static func tilde(_ sequence: ControlSequence) -> Key? {
    let number = sequence.part(0, of: 0) ?? 0
    return switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    case 27: KeyCodes.otherKey(sequence)
    default: nil
    }
  }
}
