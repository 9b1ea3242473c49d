/// The symbols of the screens, each one column wide, with an ASCII alternative, and the widths of other characters.
package struct GlyphSet: Sendable, Equatable {
  /// Ends a text that was cut.
  package let ellipsis: Character
  /// The lines and corners of panes.
  package let box: BoxGlyphs
  /// The bracket before the title of whatever is chosen or has the focus.
  package let chosenOpening: Character
  /// The bracket after the title of whatever is chosen or has the focus.
  package let chosenClosing: Character
  /// The parts of a slider.
  package let track: TrackGlyphs
  /// A bar's last cell, from an eighth to a whole column of ink from the left.
  package let horizontalEighths: [Character]
  /// A bar of one row, from an eighth to the whole cell from the bottom.
  package let verticalEighths: [Character]
  /// NaN.
  package let missing: Character
  /// Before the row under the cursor.
  package let selection: Character
  /// Beside a thing that does nothing, such as an inactive latent; also separates facts in a line.
  package let dot: Character
  /// Beside a latent that training ties to a known factor.
  package let tied: Character
  /// Before a state that runs or is ready.
  package let ready: Character
  /// Before a state that waits or is stale.
  package let waiting: Character
  /// Before a thing that is done.
  package let done: Character
  /// Before a thing that failed.
  package let failed: Character
  /// Before a warning.
  package let warning: Character
  /// Names the left arrow key.
  package let left: Character
  /// Names the right arrow key.
  package let right: Character
  /// Names the up arrow key.
  package let up: Character
  /// Names the down arrow key.
  package let down: Character
  /// Names the shift key.
  package let shift: Character
  /// Stands between the extents of an image.
  package let times: Character
  /// Stands before half the width of an interval.
  package let plusMinus: String
  /// The standard deviation in formulas.
  package let sigma: Character
  /// The mean in formulas.
  package let mu: Character
  /// The weight of the KL term in formulas.
  package let beta: Character
  /// A difference in formulas.
  package let delta: Character
  /// How many columns ambiguous characters count in texts.
  package private(set) var ambiguous = AmbiguousWidth.narrow

  /// The set for a terminal: ASCII where nothing else may be written, or would take more than one column.
  package static func set(for capabilities: TerminalCapabilities) -> GlyphSet {
    capabilities.hasOrnaments ? .unicode : .ascii(ambiguous: capabilities.ambiguous)
  }

  /// The plain set for a given width of ambiguous characters.
  package static func ascii(ambiguous: AmbiguousWidth) -> GlyphSet {
    var set = GlyphSet.ascii
    set.ambiguous = ambiguous
    return set
  }

  /// The full set, for UTF-8 terminals.
  package static let unicode = GlyphSet(
    ellipsis: "…", box: .rounded, chosenOpening: "▌", chosenClosing: "▐", track: .unicode,
    horizontalEighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    verticalEighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    missing: "×", selection: "▸", dot: "·", tied: "◆", ready: "●", waiting: "◌", done: "✔",
    failed: "✖",
    warning: "▲", left: "←", right: "→", up: "↑", down: "↓", shift: "⇧", times: "×", plusMinus: "±",
    sigma: "σ",
    mu: "μ", beta: "β", delta: "Δ")

  /// The plain set; the same information in characters that every terminal has.
  package static let ascii = GlyphSet(
    ellipsis: "~", box: .ascii, chosenOpening: "[", chosenClosing: "]", track: .ascii,
    horizontalEighths: [".", ".", ":", "-", "-", "=", "+", "#"],
    verticalEighths: [".", ":", "-", "=", "+", "*", "%", "#"],
    missing: "?", selection: ">", dot: ".", tied: "=", ready: "*", waiting: "o", done: "v",
    failed: "x",
    warning: "!", left: "<", right: ">", up: "^", down: "v", shift: "^", times: "x",
    plusMinus: "+-",
    sigma: "s",
    mu: "m", beta: "b", delta: "d")

  /// Every glyph of the set, for the terminal to check against its font and locale.
  package var all: [Character] {
    [
      ellipsis, chosenOpening, chosenClosing, missing, selection, dot, tied, ready, waiting, done,
      failed, warning, left, right, up, down, shift, times, sigma, mu, beta, delta,
    ] + plusMinus.prefix(1) + box.all + track.all + horizontalEighths + verticalEighths
  }
}
