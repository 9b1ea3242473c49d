import Plotting

/// The colours of a matrix of numbers, from the smallest to the largest.
struct MatrixColors {
  /// The largest magnitude.
  let limit: Double
  /// Whether the scale is symmetric about zero.
  let isSigned: Bool
  /// Whether cells are coloured; otherwise numbers and characters of increasing density show the same.
  let isPainted: Bool
  private let isDark: Bool
  private let ink: Ink

  init(limit: Double, isSigned: Bool, theme: ThemeChoice, ink: Ink) {
    self.limit = limit > 0 && limit.isFinite ? limit : 1
    self.isSigned = isSigned
    self.ink = ink
    let mode = ink.capabilities.color
    isDark = theme != .light
    isPainted = theme != .mono && (mode == .trueColor || mode == .palette256)
  }

  /// The position of a number on the scale, 0 to 1.
  func fraction(_ value: Double) -> Float {
    let share = min(max(value / limit, -1), 1)
    return Float(isSigned ? (share + 1) / 2 : max(share, 0))
  }

  /// The style of a coloured cell with text in it.
  func style(_ value: Double) -> Style {
    ink.style(on: rgb(value))
  }

  /// The character of a cell without colours.
  func glyph(_ value: Double) -> Character {
    InkRamp.glyph(at: fraction(value), isDiverging: isSigned)
  }

  /// On dark themes signed numbers near zero fade into the background, because most are near zero.
  private func rgb(_ value: Double) -> RGB {
    let place = fraction(value)
    guard !place.isNaN else { return ColorMap.viridis.rgb(at: place) }
    guard isSigned else { return ColorMap.viridis.rgb(at: place) }
    guard isDark else { return ColorMap.blueWhiteOrange.rgb(at: place) }
    let end = place < 0.5 ? RGB(0x5A, 0xB0, 0xFF) : RGB(0xFF, 0xA0, 0x3C)
    let depth = Double((2 * place - 1).magnitude)
    func mixed(_ channel: UInt8) -> Float { Float(28 + (Double(channel) - 28) * depth) }
    return RGB(red: mixed(end.red), green: mixed(end.green), blue: mixed(end.blue))
  }
}
