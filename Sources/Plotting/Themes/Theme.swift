/// The looks of everything that is not data, by role.
///
/// The screens say with text, shape and attributes whatever a colour says, so a theme without colours loses
/// nothing. Colours are exact entries of the xterm palette: a terminal of 256 colours shows what one of all
/// colours does. Backgrounds stay the terminal's own.
public struct Theme: Sendable, Equatable {
  /// What a piece of text is for.
  public enum Role: String, Sendable, CaseIterable {
    /// The name of a pane.
    case title
    /// Whatever has the focus or is chosen.
    case focus
    /// The name of a quantity.
    case label
    /// The number of a quantity, and plain text.
    case value
    /// What matters less: units, inactive latents, explanations.
    case muted
    /// What needs attention.
    case warning
    /// What is as it should be.
    case good
    /// What stands out without being good or bad.
    case accent
    /// The line of a slider.
    case track
    /// The thumb of a slider, the cross on a map.
    case marker
    /// The place of the encoded sample.
    case sourceMarker
    /// A key that may be pressed.
    case keyHint
    /// The lines about panes.
    case border
  }

  /// The themes that a user may ask for.
  public enum Name: String, Sendable, CaseIterable {
    /// For dark backgrounds.
    case dark
    /// For light backgrounds.
    case light
    /// The strongest contrast, for either background.
    case highContrast = "hc"
    /// No colours.
    case mono

    /// The theme after this one, in the order of a key that walks through them.
    public var next: Name {
      switch self {
      case .dark: .light
      case .light: .highContrast
      case .highContrast: .mono
      case .mono: .dark
      }
    }
  }

  /// The name.
  public let name: Name
  /// How many colours there are.
  public let color: ColorMode

  /// Creates a theme for a terminal.
  ///
  /// - Parameters:
  ///   - name: Which theme.
  ///   - color: How many colours there are; its styles need no further reduction.
  public init(_ name: Name, color: ColorMode) {
    self.name = name
    self.color = color
    let colors = Self.foregrounds[name] ?? [:]
    styles = Dictionary(
      uniqueKeysWithValues: Role.allCases.map { role in
        (role, Self.style(of: role, in: name, color: color, foreground: colors[role]))
      })
  }

  /// The look of a role.
  public subscript(role: Role) -> Style { styles[role, default: .plain] }

  /// The look of a pane's border and titles.
  ///
  /// - Parameter glyphs: The lines and corners.
  /// - Returns: The border's style.
  public func box(glyphs: GlyphSet) -> BoxStyle {
    BoxStyle(
      glyphs: glyphs, border: self[.border], title: self[.title], trailingTitle: self[.muted],
      focusedTitle: self[.focus])
  }

  private let styles: [Role: Style]

  /// Dimming is for terminals without colours: on top of a grey it would be too faint.
  private static func style(
    of role: Role, in name: Name, color: ColorMode, foreground: UInt8?
  ) -> Style {
    var style = Style(attributes: attributes(of: role, in: name))
    guard color != .mono, let foreground else { return style }
    style.foreground = Color.indexed(foreground).reduced(to: color)
    style.attributes.remove(.dim)
    return style
  }

  private static func attributes(of role: Role, in name: Name) -> Style.Attributes {
    switch role {
    case .title, .marker, .keyHint, .good: .bold
    case .focus: [.bold, .reverse]
    case .warning: name == .highContrast ? [.underline, .reverse] : [.bold, .underline]
    case .accent, .sourceMarker: .underline
    case .muted, .track, .border: name == .highContrast ? [] : .dim
    case .label, .value: []
    }
  }

  /// Blue against orange, which all common kinds of colour vision tell apart; no red beside green.
  private static let foregrounds: [Name: [Role: UInt8]] = [
    .dark: [
      .title: 153, .focus: 117, .label: 250, .muted: 248, .warning: 215, .good: 79, .accent: 183,
      .track: 248, .marker: 220, .sourceMarker: 117, .keyHint: 117, .border: 248,
    ],
    .light: [
      .title: 24, .focus: 25, .label: 238, .muted: 241, .warning: 94, .good: 23, .accent: 90,
      .track: 241, .marker: 94, .sourceMarker: 25, .keyHint: 25, .border: 241,
    ],
  ]
}
