extension Color {
  /// The nearest colour that a terminal can show.
  ///
  /// The terminal's own colours are kept, and palette entries stay entries wherever there is a palette; an
  /// exact colour is mapped to the nearest entry in OKLab, in 256 colours never to the user's sixteen.
  ///
  /// - Parameter mode: How many colours there are.
  /// - Returns: A colour that the mode can show; `terminal` for all in `mono`.
  package func reduced(to mode: ColorMode) -> Color {
    switch (self, mode) {
    case (.terminal, _), (_, .mono): .terminal
    case (_, .trueColor), (.indexed, .palette256): self
    case (.indexed(let index), .ansi16) where XtermPalette.schemeEntries.contains(index): self
    case (.indexed(let index), .ansi16): Self.scheme(nearest: XtermPalette.rgb(index))
    case (.rgb(let red, let green, let blue), .palette256):
      .indexed(
        XtermPalette.nearest(to: RGB(red, green, blue), in: XtermPalette.exactEntries))
    case (.rgb(let red, let green, let blue), .ansi16):
      Self.scheme(nearest: RGB(red, green, blue))
    }
  }

  private static func scheme(nearest color: RGB) -> Color {
    .indexed(XtermPalette.nearest(to: color, in: XtermPalette.schemeEntries))
  }
}

extension Style {
  /// The style in colours that a terminal can show; the attributes stay.
  ///
  /// - Parameter mode: How many colours there are.
  /// - Returns: The same emphasis in reduced colours.
  package func reduced(to mode: ColorMode) -> Style {
    Style(
      foreground: foreground.reduced(to: mode), background: background.reduced(to: mode),
      attributes: attributes)
  }
}
