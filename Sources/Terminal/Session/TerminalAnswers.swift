import Platform

/// What a terminal has reported about itself.
package struct TerminalAnswers: Sendable, Equatable {
  /// Whether the colour behind text is a light one; `nil` when the terminal has not reported it.
  package private(set) var hasLightBackground: Bool?
  /// Whether it draws characters of ambiguous width (Unicode Standard Annex 11) in two columns.
  package private(set) var drawsAmbiguousWide: Bool?

  /// No answers yet.
  package init() {}

  /// Notes an answer.
  ///
  /// - Parameter report: What the terminal said.
  mutating func note(_ report: TerminalReport) {
    switch report {
    case .background(let red, let green, let blue):
      // Black and white have equal contrast with this luminance.
      hasLightBackground = Self.luminance(red, green, blue) > 0.179
    case .cursor(1, let column) where column == 2 || column == 3: drawsAmbiguousWide = column == 3
    case .cursor, .ready: break
    }
  }

  /// The relative luminance of an sRGB colour (WCAG 2.1).
  private static func luminance(_ red: Double, _ green: Double, _ blue: Double) -> Double {
    func linear(_ part: Double) -> Double {
      part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
