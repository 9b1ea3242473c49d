/// The ornaments of the screens, each one column wide, with a twin that needs only ASCII.
public struct GlyphSet: Sendable, Equatable {
  /// Ends a text that was cut.
  public let ellipsis: Character
  /// The lines and corners of panes.
  public let box: BoxGlyphs
  /// The bracket before the title of whatever is chosen or has the focus.
  public let chosenOpening: Character
  /// The bracket after the title of whatever is chosen or has the focus.
  public let chosenClosing: Character
  /// The parts of a slider.
  public let track: TrackGlyphs
  /// A bar's last cell, from an eighth to a whole column of ink from the left.
  public let horizontalEighths: [Character]
  /// A bar of one row, from an eighth to the whole cell from the bottom.
  public let verticalEighths: [Character]
  /// Values that are not numbers.
  public let missing: Character
  /// Before the row under the cursor.
  public let selection: Character
  /// Beside a thing that does nothing, such as an inactive latent; also separates facts in a line.
  public let dot: Character
  /// Before a state that runs or is ready.
  public let ready: Character
  /// Before a state that waits or is stale.
  public let waiting: Character
  /// Before a thing that is done.
  public let done: Character
  /// Before a thing that failed.
  public let failed: Character
  /// Before a warning.
  public let warning: Character
  /// Names the left arrow key.
  public let left: Character
  /// Names the right arrow key.
  public let right: Character
  /// Names the up arrow key.
  public let up: Character
  /// Names the down arrow key.
  public let down: Character
  /// Names the shift key.
  public let shift: Character
  /// Stands between the extents of an image.
  public let times: Character
  /// The standard deviation in formulas.
  public let sigma: Character
  /// The mean in formulas.
  public let mu: Character
  /// The weight of the KL term in formulas.
  public let beta: Character
  /// A difference in formulas.
  public let delta: Character

  /// The set for a terminal: ASCII where nothing else may be written.
  public static func set(for capabilities: TerminalCapabilities) -> GlyphSet {
    capabilities.isUnicode ? .unicode : .ascii
  }

  /// The full set, for UTF-8 terminals.
  public static let unicode = GlyphSet(
    ellipsis: "…", box: .rounded, chosenOpening: "▌", chosenClosing: "▐", track: .unicode,
    horizontalEighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    verticalEighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    missing: "×", selection: "▸", dot: "·", ready: "●", waiting: "◌", done: "✔", failed: "✖",
    warning: "▲", left: "←", right: "→", up: "↑", down: "↓", shift: "⇧", times: "×", sigma: "σ",
    mu: "μ", beta: "β", delta: "Δ")

  /// The plain set; the same facts in characters that every terminal has.
  public static let ascii = GlyphSet(
    ellipsis: "~", box: .ascii, chosenOpening: "[", chosenClosing: "]", track: .ascii,
    horizontalEighths: [".", ".", ":", "-", "-", "=", "+", "#"],
    verticalEighths: [".", ":", "-", "=", "+", "*", "%", "#"],
    missing: "?", selection: ">", dot: ".", ready: "*", waiting: "o", done: "v", failed: "x",
    warning: "!", left: "<", right: ">", up: "^", down: "v", shift: "^", times: "x", sigma: "s",
    mu: "m", beta: "b", delta: "d")

  /// Every glyph of the set, for the terminal to check against its font and locale.
  public var all: [Character] {
    [
      ellipsis, chosenOpening, chosenClosing, missing, selection, dot, ready, waiting, done,
      failed, warning, left, right, up, down, shift, times, sigma, mu, beta, delta,
    ] + box.all + track.all + horizontalEighths + verticalEighths
  }
}

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

  static let rounded = BoxGlyphs(
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
    vertical: "│")
  static let ascii = BoxGlyphs(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|")

  var all: [Character] { [topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical] }
}
