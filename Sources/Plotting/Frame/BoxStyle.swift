/// How a pane's border and titles look.
public struct BoxStyle: Sendable, Equatable {
  /// The lines, the corners and the brackets about the title of the pane with the focus.
  public var glyphs: GlyphSet
  /// The look of the lines.
  public var border: Style
  /// The look of the title.
  public var title: Style
  /// The look of the second text.
  public var trailingTitle: Style
  /// The look of the title while the pane has the focus.
  public var focusedTitle: Style

  /// Creates a style.
  public init(
    glyphs: GlyphSet, border: Style = .plain, title: Style = .plain,
    trailingTitle: Style = .plain, focusedTitle: Style = Style(attributes: .bold)
  ) {
    self.glyphs = glyphs
    self.border = border
    self.title = title
    self.trailingTitle = trailingTitle
    self.focusedTitle = focusedTitle
  }

  /// Rounded corners and lines, in the terminal's own colours.
  public static let rounded = BoxStyle(glyphs: .unicode)
  /// `+-|`, in the terminal's own colours.
  public static let ascii = BoxStyle(glyphs: .ascii)
}
