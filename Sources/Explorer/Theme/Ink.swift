import Plotting

/// The styles of everything but images, for the current theme and terminal.
struct Ink {
  /// What the terminal can show.
  let capabilities: TerminalCapabilities
  /// The glyphs.
  let glyphs: GlyphSet
  /// The background that the colours are chosen for; `nil` for themes without colours.
  let background: AssumedBackground?
  /// Plain text.
  let text: Style
  /// Text of low importance.
  let faint: Style
  /// The focused element.
  let accent: Style
  /// What belongs to the encoded sample.
  let source: Style
  /// Valid or successful.
  let good: Style
  /// Doubtful, such as points far from the data.
  let warning: Style
  /// Failed.
  let error: Style
  /// The selected row of a list.
  let chosen: Style

  /// Creates the styles of a theme, reduced to the available colours.
  init(theme: ThemeChoice, capabilities: TerminalCapabilities) {
    self.capabilities = capabilities
    glyphs = GlyphSet.set(for: capabilities)
    background = theme.background
    let colors = ThemeColors(theme, mode: capabilities.color)
    func style(_ color: UInt8?, _ attributes: Style.Attributes = []) -> Style {
      Style(foreground: color.map(Color.indexed) ?? .terminal, attributes: attributes)
        .reduced(to: capabilities.color)
    }
    let isColorless = theme == .mono || capabilities.color == .mono
    text = .plain
    faint = style(colors.faint, isColorless && theme != .highContrast ? .dim : [])
    accent = style(colors.accent, .bold)
    source = style(colors.source)
    good = style(colors.good)
    warning = style(colors.warning, .bold)
    error = style(colors.error, [.bold, .reverse])
    chosen = Style(attributes: .reverse)
  }

  /// The style of panes.
  var box: BoxStyle {
    BoxStyle(
      glyphs: glyphs, border: faint, title: text, trailingTitle: faint, focusedTitle: accent)
  }

  /// The style of a class's or run's name and letter: its colour, adjusted to be legible.
  func style(ofClass index: Int) -> Style {
    guard let background else { return text }
    return Style(
      foreground: background.legible(CategoricalPalette.color(index), in: capabilities.color))
  }

  /// The style of text on a colour of an image: black or white, whichever is more legible.
  func style(on color: RGB) -> Style {
    let shown = Color.rgb(color.red, color.green, color.blue).reduced(to: capabilities.color)
    return Style(
      foreground: .indexed((shown.rgb ?? color).readableEntry).reduced(to: capabilities.color),
      background: shown)
  }

  /// The colour map of numbers printed as characters, restricted to legible colours.
  func ramp(_ map: ColorMap) -> ColorRamp {
    let ramp = map.ramp(for: capabilities.color)
    guard !capabilities.isUnicode else { return ramp }
    return background.map { ramp.legible(on: $0, in: capabilities.color) } ?? map.ramp(for: .mono)
  }
}

extension ThemeChoice {
  /// The background that the colours are chosen for; `nil` for themes without colours.
  var background: AssumedBackground? {
    switch self {
    case .dark: .dark
    case .light: .light
    case .highContrast, .mono: nil
    }
  }
}

/// The foreground colours of a theme, as entries of the xterm palette; `nil` is the terminal's own.
///
/// With more than sixteen colours, entries of the fixed part of the palette are used. The first sixteen
/// depend on the user's scheme: few of them are legible on white, and of those only blue where bold makes it
/// lighter.
private struct ThemeColors {
  var faint, accent, source, good, warning, error: UInt8?

  init(_ theme: ThemeChoice, mode: ColorMode) {
    switch (theme, mode) {
    case (.dark, .ansi16): (faint, accent, source, good, warning, error) = (7, 11, 14, 10, 11, 9)
    case (.light, .ansi16): (accent, source) = (4, 5)
    case (.dark, _): (faint, accent, source, good, warning, error) = (248, 214, 75, 114, 220, 210)
    case (.light, _): (faint, accent, source, good, warning, error) = (241, 94, 25, 22, 88, 124)
    case (.highContrast, _), (.mono, _): break
    }
  }
}
