/// The colours of text and lines; pictures have colour maps of their own.
package enum ThemeChoice: String, Sendable, CaseIterable {
  /// For dark backgrounds.
  case dark
  /// For light backgrounds.
  case light
  /// The terminal's own colours, with strong emphasis.
  case highContrast = "contrast"
  /// No colour at all.
  case mono
}
