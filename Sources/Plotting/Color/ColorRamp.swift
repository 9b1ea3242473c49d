/// A colour map in the steps that a terminal can show, from 0 to 1.
public struct ColorRamp: Sendable, Equatable {
  /// How many steps an exact colour comes in; 32 halve the bytes of 64 and no eye misses them on a galaxy.
  public static let trueColorLevels = 32
  /// How many steps the map has on the xterm palette.
  public static let paletteLevels = 24

  /// The colour of each step.
  public let colors: [Color]
  /// The colour of what is not a number.
  public let missing: Color

  /// The number of steps, for the line that tells how a picture was drawn.
  public var levelCount: Int { colors.count }

  /// The colour of a number; beyond 0 and 1 as the ends.
  public subscript(fraction: Float) -> Color {
    guard !fraction.isNaN else { return missing }
    let last = colors.count - 1
    return colors[Int((min(max(fraction, 0), 1) * Float(last)).rounded())]
  }
}

extension ColorMap {
  /// The map in the steps of a terminal.
  ///
  /// On a palette each step is an exact entry, the nearest in OKLab that is not darker than the step before (on
  /// both arms of a diverging map), so that the order of numbers survives. A diverging map has an odd number
  /// of steps: its middle is one of them.
  ///
  /// - Parameter mode: How many colours there are.
  /// - Returns: The steps; a single one, the terminal's own colour, in `mono`.
  public func ramp(for mode: ColorMode) -> ColorRamp {
    switch mode {
    case .mono: ColorRamp(colors: [.terminal], missing: .terminal)
    case .ansi16: Self.schemeRamps[self, default: paletteRamp(in: XtermPalette.schemeEntries)]
    case .palette256: Self.exactRamps[self, default: paletteRamp(in: XtermPalette.exactEntries)]
    case .trueColor: ramp(levels: ColorRamp.trueColorLevels)
    }
  }

  /// The map in any number of exact colours, for lines that bear more bytes or fewer.
  ///
  /// - Parameter levels: The number of steps, at least 2; a diverging map takes the next odd number.
  /// - Returns: The steps.
  public func ramp(levels: Int) -> ColorRamp {
    let colors = samples(levels).map { Color.rgb($0.red, $0.green, $0.blue) }
    return ColorRamp(colors: colors, missing: missing)
  }

  private static let exactRamps = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.paletteRamp(in: XtermPalette.exactEntries)) })
  private static let schemeRamps = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.paletteRamp(in: XtermPalette.schemeEntries)) })

  private func samples(_ levels: Int) -> [RGB] {
    precondition(levels >= 2, "ColorMap.ramp: \(levels) levels")
    let count = isDiverging ? levels | 1 : levels
    return (0..<count).map { rgb(at: Float($0) / Float(count - 1)) }
  }

  private func paletteRamp(in entries: ClosedRange<UInt8>) -> ColorRamp {
    let isScheme = entries == XtermPalette.schemeEntries
    let colors = samples(isScheme ? 8 : ColorRamp.paletteLevels)
    let steps: [UInt8]
    if isDiverging {
      let middle = colors.count / 2
      let lower = Self.risingEntries(for: colors[...middle], in: entries)
      let upper = Self.risingEntries(for: colors[middle...].reversed(), in: entries)
      steps = lower + upper.reversed().dropFirst()
    } else {
      steps = Self.risingEntries(for: colors[...], in: entries)
    }
    return ColorRamp(
      colors: steps.map(Color.indexed),
      missing: missing.reduced(to: isScheme ? .ansi16 : .trueColor))
  }

  private static func risingEntries(
    for colors: some Sequence<RGB>, in entries: ClosedRange<UInt8>
  ) -> [UInt8] {
    var darkest: Float = -1
    return colors.map { color in
      let entry = XtermPalette.nearest(
        to: PerceptualColor(color), in: entries, notDarkerThan: darkest)
      darkest = XtermPalette.lightness(entry)
      return entry
    }
  }
}
