/// The parts of a slider, from its left end to its right.
public struct TrackGlyphs: Sendable, Equatable {
  /// The left end.
  public let left: Character
  /// The line between the ends.
  public let line: Character
  /// The place of zero.
  public let zero: Character
  /// The right end.
  public let right: Character
  /// The value.
  public let thumb: Character
  /// The value of the encoded sample.
  public let source: Character
  /// The span of one standard deviation about the encoded sample.
  public let spread: Character

  static let unicode = TrackGlyphs(
    left: "├", line: "─", zero: "┼", right: "┤", thumb: "●", source: "╵", spread: "═")
  static let ascii = TrackGlyphs(
    left: "|", line: "-", zero: "+", right: "|", thumb: "O", source: "'", spread: "=")

  var all: [Character] { [left, line, zero, right, thumb, source, spread] }
}
