/// How a pane's border and titles look.
package struct BoxStyle: Sendable, Equatable {
  /// The lines, the corners and the brackets about the title of the pane with the focus.
  package var glyphs: GlyphSet
  /// The look of the lines.
  package var border: Style
  /// The look of the title.
  package var title: Style
  /// The look of the second text.
  package var trailingTitle: Style
  /// The look of the title while the pane has the focus.
  package var focusedTitle: Style

  /// Creates a style.
  package init(
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
  package static let rounded = BoxStyle(glyphs: .unicode)
  /// `+-|`, in the terminal's own colours.
  package static let ascii = BoxStyle(glyphs: .ascii)
}
