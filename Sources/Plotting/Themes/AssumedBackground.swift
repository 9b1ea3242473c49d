/// The terminal background that a theme assumes for the readability of its text.
package enum AssumedBackground: Sendable, CaseIterable {
  /// From black to the lightest of the usual dark schemes.
  case dark
  /// From white to the darkest of the usual light schemes.
  case light

  /// The minimum contrast of text.
  package static let leastContrast = 4.5

  /// The usual background on which text is hardest to read: that of Nord, and that of Gruvbox.
  package var hardest: RGB {
    switch self {
    case .dark: RGB(hex: 0x2E3440)
    case .light: RGB(hex: 0xFBF1C7)
    }
  }

  /// The entries of the user's scheme that are readable on its black, or its white, in the schemes of xterm and VGA; on
  /// light they must not be bold, which many terminals show as a lighter entry.
  package var readableSchemeEntries: [UInt8] {
    switch self {
    case .dark: [6, 7, 9, 10, 11, 13, 14, 15]
    case .light: [0, 1, 4, 5]
    }
  }

  /// The nearest readable colour for text: unchanged where it is readable, else mixed with white or black.
  ///
  /// - Parameters:
  ///   - color: The colour to approximate.
  ///   - mode: How many colours there are.
  /// - Returns: A colour that the mode can show.
  package func legible(_ color: RGB, in mode: ColorMode) -> Color {
    switch mode {
    case .mono: return .terminal
    case .ansi16: return .indexed(nearestSchemeEntry(to: color))
    case .palette256, .trueColor: break
    }
    let end = self == .dark ? RGB(255, 255, 255) : RGB(0, 0, 0)
    for step in 0...32 {
      let text = color.mixed(with: end, share: Float(step) / 32)
      let shown = Color.rgb(text.red, text.green, text.blue).reduced(to: mode)
      if (shown.rgb ?? end).contrast(with: hardest) >= Self.leastContrast { return shown }
    }
    return .terminal
  }

  private func nearestSchemeEntry(to color: RGB) -> UInt8 {
    let wanted = PerceptualColor(color)
    func distance(_ entry: UInt8) -> Float {
      PerceptualColor(XtermPalette.rgb(entry)).squaredDistance(to: wanted)
    }
    return readableSchemeEntries.min { distance($0) < distance($1) } ?? 0
  }
}

extension Color {
  /// The value; for the user's sixteen entries that of xterm, `nil` for the terminal's own colours.
  package var rgb: RGB? {
    switch self {
    case .terminal: nil
    case .indexed(let entry): XtermPalette.rgb(entry)
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }
}

extension ColorRamp {
  /// The ramp for characters that have to be read, such as digits.
  package func legible(on background: AssumedBackground, in mode: ColorMode) -> ColorRamp {
    func shown(_ color: Color) -> Color {
      color.rgb.map { background.legible($0, in: mode) } ?? color
    }
    return ColorRamp(colors: colors.map(shown), missing: shown(missing))
  }
}
