/// The lines and corners of a pane.
package struct BoxGlyphs: Sendable, Equatable {
  /// The corner where the box begins.
  package let topLeft: Character
  /// The corner at the end of the top edge.
  package let topRight: Character
  /// The corner below the first.
  package let bottomLeft: Character
  /// The corner where the box ends.
  package let bottomRight: Character
  /// The top and bottom edges, and rules between parts.
  package let horizontal: Character
  /// The left and right edges.
  package let vertical: Character
  /// A mark on a vertical axis, towards its number.
  package let leftTick: Character
  /// A mark on a horizontal axis, towards its number.
  package let downTick: Character

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
