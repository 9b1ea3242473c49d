import CTerminal
import Plotting

/// Maps colours to what the terminal shows, in the numbers that ncurses takes for them.
///
/// Only the entries 16...255 of the xterm palette are used for exact colours: the first sixteen are
/// the user's own and look different everywhere.
struct ColorReduction {
  /// The terminal's own colour.
  static let terminalColor: Int32 = -1

  private let mode: ColorMode
  private let indexBase: Int32

  /// Creates the reduction for a mode; `isExact` tells that numbers are 0xRRGGBB.
  init(mode: ColorMode, isExact: Bool) {
    self.mode = mode
    indexBase = isExact ? Int32(ct_indexed_color) : 0
  }

  /// The number of a colour for ncurses.
  func number(_ color: Color) -> Int32 {
    switch (mode, color) {
    case (.mono, _), (_, .terminal): return Self.terminalColor
    case (.trueColor, .rgb(let red, let green, let blue)):
      return Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    case (.trueColor, .indexed(let index)), (.palette256, .indexed(let index)):
      return indexBase + Int32(index)
    case (.palette256, .rgb(let red, let green, let blue)):
      return indexBase + Int32(XtermPalette.nearest(red: red, green: green, blue: blue))
    case (.ansi16, .indexed(let index)) where index < 16: return indexBase + Int32(index)
    case (.ansi16, .indexed(let index)):
      let (red, green, blue) = XtermPalette.components(index)
      return indexBase + Int32(XtermPalette.nearestBasic(red: red, green: green, blue: blue))
    case (.ansi16, .rgb(let red, let green, let blue)):
      return indexBase + Int32(XtermPalette.nearestBasic(red: red, green: green, blue: blue))
    }
  }
}
