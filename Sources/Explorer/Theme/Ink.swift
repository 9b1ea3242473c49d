import Plotting

/// How everything but pictures is drawn on the terminal in front of the user.
struct Ink {
  /// What the terminal can show.
  let capabilities: TerminalCapabilities
  /// The ornaments.
  let glyphs: GlyphSet
  /// The background that the colours are made for; `nil` for themes without colours.
  let background: AssumedBackground?
  /// Plain text.
  let text: Style
  /// What may be overlooked.
  let faint: Style
  /// What has the focus.
  let accent: Style
  /// What comes from the encoded sample.
  let source: Style
  /// What is well.
  let good: Style
  /// What is at the edge of what is known.
  let warning: Style
  /// What failed.
  let error: Style
  /// The row under the cursor of a list.
  let chosen: Style

  /// Creates the look of a theme, reduced to the colours that there are.
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

  /// The look of panes.
  var box: BoxStyle {
    BoxStyle(
      glyphs: glyphs, border: faint, title: text, trailingTitle: faint, focusedTitle: accent)
  }

  /// The look of the names and letters of a class or run, in its colour as far as that can be read.
  func style(ofClass index: Int) -> Style {
    guard let background else { return text }
    return Style(
      foreground: background.legible(CategoricalPalette.color(index), in: capabilities.color))
  }

  /// The look of text on a colour of a picture: black or white, whichever is easier to read.
  func style(on color: RGB) -> Style {
    let shown = Color.rgb(color.red, color.green, color.blue).reduced(to: capabilities.color)
    return Style(
      foreground: .indexed((shown.rgb ?? color).readableEntry).reduced(to: capabilities.color),
      background: shown)
  }

  /// The colours of numbers, which can be read where numbers stand as characters.
  func ramp(_ map: ColorMap) -> ColorRamp {
    let ramp = map.ramp(for: capabilities.color)
    guard !capabilities.isUnicode else { return ramp }
    return background.map { ramp.legible(on: $0, in: capabilities.color) } ?? map.ramp(for: .mono)
  }
}

extension ThemeChoice {
  /// The background that the colours are made for; `nil` for themes without colours.
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
/// Where there are more than sixteen colours the entries are of its fixed part. The sixteen belong to the user's scheme, of
/// which few can be read on white, and of those only blue when bold makes it lighter.
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
