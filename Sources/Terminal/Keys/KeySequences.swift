/// The meaning of escape sequences, in both cursor-key modes and the spellings of xterm, rxvt, the
/// Linux console, tmux and screen.
enum KeySequences {
  /// The key of `ESC [ parameters final`; `nil` when it is no key of ours.
  static func control(final: UInt8, parameters: [Int]) -> Key? {
    let isShifted = parameters.count > 1 && parameters[1] > 1 && (parameters[1] - 1) & 1 != 0
    switch final {
    case UInt8(ascii: "~"): return tilde(parameters.first ?? 0)
    case UInt8(ascii: "Z"): return .backtab
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return arrow(final - 32).map { .arrow($0, isShifted: true) }
    default:
      if let direction = arrow(final) { return .arrow(direction, isShifted: isShifted) }
      return single(final)
    }
  }

  /// The key of `ESC O final`, which application mode and some keypads send.
  static func application(final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return arrow(final - 32).map { .arrow($0, isShifted: false) }
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

  private static func tilde(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }
}
