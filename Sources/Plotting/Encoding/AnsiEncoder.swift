/// A frame as lines of text with the escape sequences for its colours (ECMA-48 SGR), for pipes and files.
///
/// Only what changes from cell to cell is written, and every line ends in the terminal's own look, so lines may be cut
/// out and joined.
package struct AnsiEncoder: Sendable {
  /// How many colours there are; `mono` writes attributes only.
  package let color: ColorMode

  /// Creates an encoder.
  ///
  /// - Parameter color: How many colours there are.
  package init(color: ColorMode) { self.color = color }

  /// The lines of a frame, joined by line feeds, none after the last.
  ///
  /// - Parameter frame: The screen.
  /// - Returns: The text.
  package func encode(_ frame: Frame) -> String {
    var reduced: [Style: Style] = [:]
    var text = ""
    for row in 0..<frame.size.rows {
      if row > 0 { text += "\n" }
      var current = Style.plain
      for column in 0..<frame.size.columns {
        let index = row * frame.size.columns + column
        guard let glyph = frame.shownGlyph(index) else { continue }
        let cell = frame.cells[index]
        let style = reduced[cell.style] ?? cell.style.reduced(to: color)
        reduced[cell.style] = style
        if style != current { text += Self.change(from: current, to: style) }
        text.append(glyph)
        current = style
      }
      if current != .plain { text += Self.reset }
    }
    return text
  }

  private static let reset = "\u{1B}[m"

  private static func change(from old: Style, to new: Style) -> String {
    guard new != .plain else { return reset }
    var codes = attributeCodes(from: old.attributes, to: new.attributes)
    if old.foreground != new.foreground { codes += colorCodes(new.foreground, base: 30) }
    if old.background != new.background { codes += colorCodes(new.background, base: 40) }
    return "\u{1B}[" + codes.map(String.init).joined(separator: ";") + "m"
  }

  private static func attributeCodes(
    from old: Style.Attributes, to new: Style.Attributes
  ) -> [Int] {
    var codes: [Int] = []
    var kept = old
    let weight: Style.Attributes = [.bold, .dim]
    // One code ends both weights, so the one that stays is set again.
    if !old.subtracting(new).isDisjoint(with: weight) {
      codes.append(22)
      kept.subtract(weight)
    }
    if old.contains(.underline) && !new.contains(.underline) { codes.append(24) }
    if old.contains(.reverse) && !new.contains(.reverse) { codes.append(27) }
    let added = new.subtracting(kept)
    if added.contains(.bold) { codes.append(1) }
    if added.contains(.dim) { codes.append(2) }
    if added.contains(.underline) { codes.append(4) }
    if added.contains(.reverse) { codes.append(7) }
    return codes
  }

  /// The codes of a colour; `base` is 30 for the glyph and 40 for what is behind it.
  private static func colorCodes(_ color: Color, base: Int) -> [Int] {
    switch color {
    case .terminal: [base + 9]
    case .indexed(let index) where index < 8: [base + Int(truncatingIfNeeded: index)]
    case .indexed(let index) where index < 16: [base + 60 + Int(truncatingIfNeeded: index) - 8]
    case .indexed(let index): [base + 8, 5, Int(truncatingIfNeeded: index)]
    case .rgb(let red, let green, let blue):
      [base + 8, 2] + [red, green, blue].map { Int(truncatingIfNeeded: $0) }
    }
  }
}
