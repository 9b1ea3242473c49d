import Plotting

/// How everything but pictures is drawn on the terminal in front of the user.
struct Ink {
  /// What the terminal can show.
  let capabilities: TerminalCapabilities
  /// The ornaments.
  let glyphs: GlyphSet
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
    let colors = ThemeColors(theme)
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
}

/// The foreground colours of a theme, as entries of the fixed part of the xterm palette; `nil` is the terminal's own.
private struct ThemeColors {
  var faint, accent, source, good, warning, error: UInt8?

  init(_ theme: ThemeChoice) {
    switch theme {
    case .dark: (faint, accent, source, good, warning, error) = (245, 214, 75, 114, 220, 210)
    case .light: (faint, accent, source, good, warning, error) = (242, 130, 25, 28, 94, 124)
    case .highContrast, .mono: break
    }
  }
}
