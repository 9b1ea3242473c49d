/// The lines and corners of a pane.
public struct BoxGlyphs: Sendable, Equatable {
  /// The corner where the box begins.
  public let topLeft: Character
  /// The corner at the end of the top edge.
  public let topRight: Character
  /// The corner below the first.
  public let bottomLeft: Character
  /// The corner where the box ends.
  public let bottomRight: Character
  /// The top and bottom edges, and rules between parts.
  public let horizontal: Character
  /// The left and right edges.
  public let vertical: Character
  /// A mark on a vertical axis, towards its number.
  public let leftTick: Character
  /// A mark on a horizontal axis, towards its number.
  public let downTick: Character

  static let rounded = BoxGlyphs(
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
    vertical: "│", leftTick: "┤", downTick: "┬")
  static let ascii = BoxGlyphs(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|", leftTick: "+", downTick: "+")

  var all: [Character] {
    [topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical, leftTick, downTick]
  }
}
