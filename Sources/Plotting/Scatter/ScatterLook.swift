/// How the cells of a scatter plot are drawn.
package struct ScatterLook: Sendable {
  /// Where the colours of numbers and counts begin: the darkest of a map cannot be distinguished from a dark
  /// background.
  package static let leastTone: Float = 0.25

  /// The look of every class; the letters of ``letters`` belong to them.
  package var classes: [Style]
  /// The letter of every class.
  package var letters: [Character]
  /// The colours of numbers from 0 to 1.
  package var ramp: ColorRamp
  /// The look of points without a class or a number, and of all points where they are alike.
  package var plain: Style
  /// The look of cells without a selected point while points are selected.
  package var faint: Style
  /// The look of cells with a selected point where colour does not show it.
  package var selected: Style
  /// What the terminal can show.
  package var capabilities: TerminalCapabilities

  /// Creates a look.
  ///
  /// - Parameters:
  ///   - letters: The letter of every class; their colours are those of ``CategoricalPalette``.
  ///   - colorMap: The colours of numbers.
  ///   - plain: The look of points without a class or a number.
  ///   - faint: The look of cells without a selected point while points are selected.
  ///   - capabilities: What the terminal can show.
  package init(
    letters: [Character] = [], colorMap: ColorMap = .viridis, plain: Style = .plain,
    faint: Style = Style(attributes: .dim), capabilities: TerminalCapabilities
  ) {
    self.letters = letters
    classes = letters.indices.map { index in
      let color = CategoricalPalette.color(index)
      return Style(foreground: .rgb(color.red, color.green, color.blue))
        .reduced(to: capabilities.color)
    }
    ramp = colorMap.ramp(for: capabilities.color)
    self.plain = plain
    self.faint = faint
    selected = Style(attributes: .reverse)
    self.capabilities = capabilities
  }

  var isMono: Bool { capabilities.color == .mono }
}
