import Numerics

/// A colour map in the steps that a terminal can show, from 0 to 1.
package struct ColorRamp: Sendable, Equatable {
  /// The number of steps of exact colours; 32 halve the bytes of 64 without a visible difference on a galaxy.
  package static let trueColorLevels = 32
  /// The number of steps on the xterm palette.
  package static let paletteLevels = 24

  /// The colour of each step.
  package let colors: [Color]
  /// The colour of NaN.
  package let missing: Color

  /// The number of distinct steps, for the line that says how a picture was drawn; a palette may have one entry for
  /// several.
  package var levelCount: Int { Set(colors).count }

  /// The colour of a number, clamped to 0 … 1.
  package subscript(fraction: Float) -> Color {
    guard !fraction.isNaN else { return missing }
    let last = colors.count - 1
    return colors[Int(clamping: (fraction * Float(last)).rounded(), to: 0...last)]
  }
}

extension ColorMap {
  /// The map in the steps of a terminal.
  ///
  /// In 256 colours each step is an exact entry, the nearest in OKLab that is not darker than the step before (on
  /// both arms of a diverging map), so that the order of numbers survives. In sixteen, whose values only the user
  /// knows, there are few steps, named by their usual lightness. A diverging map has an odd number of steps: its
  /// middle is one of them.
  ///
  /// - Parameter mode: How many colours there are.
  /// - Returns: The steps; a single one, the terminal's own colour, in `mono`.
  package func ramp(for mode: ColorMode) -> ColorRamp {
    switch mode {
    case .mono: ColorRamp(colors: [.terminal], missing: .terminal)
    case .ansi16:
      ColorRamp(
        colors: schemeSteps.map(Color.indexed), missing: missing.reduced(to: .ansi16))
    case .palette256: Self.paletteRamps[self, default: paletteRamp()]
    case .trueColor: ramp(levels: ColorRamp.trueColorLevels)
    }
  }

  /// The map in any number of exact colours, for connections of higher or lower bandwidth.
  ///
  /// - Parameter levels: The number of steps, at least 2; a diverging map takes the next odd number.
  /// - Returns: The steps.
  package func ramp(levels: Int) -> ColorRamp {
    let colors = samples(levels).map { Color.rgb($0.red, $0.green, $0.blue) }
    return ColorRamp(colors: colors, missing: missing)
  }

  private static let paletteRamps = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.paletteRamp()) })

  private var schemeSteps: [UInt8] {
    switch self {
    case .gray: [0, 8, 7, 15]
    case .viridis: [0, 4, 2, 11]
    case .cividis: [0, 4, 8, 3, 11]
    case .magma: [0, 5, 9, 11, 15]
    case .blueWhiteOrange: [4, 12, 15, 11, 3]
    }
  }

  private func samples(_ levels: Int) -> [RGB] {
    precondition(levels >= 2, "ColorMap.ramp: \(levels) levels")
    let count = isDiverging ? levels | 1 : levels
    return (0..<count).map { rgb(at: Float($0) / Float(count - 1)) }
  }

  private func paletteRamp() -> ColorRamp {
    let colors = samples(ColorRamp.paletteLevels)
    guard isDiverging else {
      return ColorRamp(colors: Self.risingEntries(for: colors), missing: missing)
    }
    let middle = colors.count / 2
    let lower = Self.risingEntries(for: colors[...middle])
    let upper = Self.risingEntries(for: colors[middle...].reversed())
    return ColorRamp(colors: lower + upper.reversed().dropFirst(), missing: missing)
  }

  private static func risingEntries(for colors: some Sequence<RGB>) -> [Color] {
    var darkest: Float = 0
    return colors.map { color in
      let entry = XtermPalette.nearest(
        to: PerceptualColor(color), in: XtermPalette.exactEntries, notDarkerThan: darkest)
      darkest = XtermPalette.lightness(entry)
      return .indexed(entry)
    }
  }
}
