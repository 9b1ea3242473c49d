import Plotting

extension Frame {
  /// Draws the card with the required size of the terminal.
  mutating func drawSizeCard(needed: Size, ink: Ink) {
    let lines = [
      "latentty needs \(needed.columns)\(ink.glyphs.times)\(needed.rows)",
      "this terminal: \(size.columns)\(ink.glyphs.times)\(size.rows)",
      "q quits",
    ]
    let first = max(0, (size.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      writeField(
        line, column: 0, row: first + index, columns: size.columns, alignment: .center,
        style: index == 0 ? ink.accent : ink.text, glyphs: ink.glyphs)
    }
  }
}
