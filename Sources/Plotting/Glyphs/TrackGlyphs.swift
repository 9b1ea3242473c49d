/// The parts of a slider, from its left end to its right.
package struct TrackGlyphs: Sendable, Equatable {
  /// The left end.
  package let left: Character
  /// The line between the ends.
  package let line: Character
  /// The place of zero.
  package let zero: Character
  /// The right end.
  package let right: Character
  /// The value.
  package let thumb: Character
  /// The value of the encoded sample.
  package let source: Character
  /// The span of one standard deviation about the encoded sample.
  package let spread: Character
  /// A part that cannot be entered.
  package let barred: Character

  static let unicode = TrackGlyphs(
    left: "├", line: "─", zero: "┼", right: "┤", thumb: "●", source: "╵", spread: "═", barred: "╱")
  static let ascii = TrackGlyphs(
    left: "|", line: "-", zero: "+", right: "|", thumb: "O", source: "'", spread: "=", barred: "/")

  var all: [Character] { [left, line, zero, right, thumb, source, spread, barred] }
}
