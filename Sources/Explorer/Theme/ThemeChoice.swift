/// The colours of text and lines; images have their own colour maps.
package enum ThemeChoice: String, Sendable, CaseIterable {
  /// For dark backgrounds.
  case dark
  /// For light backgrounds.
  case light
  /// The terminal's own colours, with strong emphasis.
  case highContrast = "contrast"
  /// No colours.
  case mono
}
