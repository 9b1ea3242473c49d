import CTerminal
import Plotting

/// Maps colours to those that the terminal can show, as numbers for ncurses.
struct ColorReduction {
  /// The terminal's own colour.
  static let terminalColor: Int32 = -1
  /// A changing picture in exact colours produces ever new ones; this many are cached.
  private static let memoryLimit = 65_536

  private let mode: ColorMode
  private let indexBase: Int32
  private var known: [Color: Int32] = [:]

  /// Creates the reduction for a mode; `isExact` means that numbers are 0xRRGGBB.
  init(mode: ColorMode, isExact: Bool) {
    self.mode = mode
    indexBase = isExact ? Int32(ct_indexed_color) : 0
  }

  /// The number of a colour for ncurses.
  mutating func number(_ color: Color) -> Int32 {
    if let number = known[color] { return number }
    if known.count >= Self.memoryLimit { known.removeAll(keepingCapacity: true) }
    let number =
      switch color.reduced(to: mode) {
      case .terminal: Self.terminalColor
      case .indexed(let index): indexBase + Int32(index)
      case .rgb(let red, let green, let blue):
        Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
      }
    known[color] = number
    return number
  }
}
