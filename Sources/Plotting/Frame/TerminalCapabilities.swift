/// How pictures are drawn, from the plainest up; a mode needs its glyphs in the font and the locale.
package enum GraphicsMode: String, Sendable, CaseIterable {
  /// Characters of growing ink, and `+-|` for lines.
  case ascii
  /// Two by four dots in a cell, dithered.
  case braille
  /// Two square pixels in a cell, each with its own colour.
  case half
}

/// How many colours the terminal shows.
package enum ColorMode: String, Sendable, CaseIterable {
  /// No colour; emphasis and shapes only.
  case mono
  /// The eight colours and their bright variants.
  case ansi16 = "16"
  /// The xterm palette.
  case palette256 = "256"
  /// Any sRGB colour.
  case trueColor = "24bit"
}

/// What the user's terminal can show.
package struct TerminalCapabilities: Sendable, Equatable {
  /// How pictures are drawn.
  package var graphics: GraphicsMode
  /// How many colours there are.
  package var color: ColorMode
  /// How many columns ambiguous characters take.
  package let ambiguous: AmbiguousWidth

  /// Whether anything outside ASCII may be written.
  package var isUnicode: Bool { graphics != .ascii }
  /// Whether lines, blocks, arrows and Greek letters may be written and take one column each; all of them are ambiguous.
  package var hasOrnaments: Bool { isUnicode && ambiguous == .narrow }

  /// Creates a description of a terminal.
  ///
  /// - Precondition: Half blocks take one column: `ambiguous` is narrow where pictures are drawn in them.
  package init(graphics: GraphicsMode, color: ColorMode, ambiguous: AmbiguousWidth = .narrow) {
    precondition(
      graphics != .half || ambiguous == .narrow,
      "TerminalCapabilities: half blocks of two columns")
    self.graphics = graphics
    self.color = color
    self.ambiguous = ambiguous
  }
}
