import TestSupport

extension ScreenModel.Cell {
  /// What the cell looks like: halves may be drawn by several glyphs, and a blank has no foreground.
  var looks: [String] {
    let (front, back) = ("\(pen.foreground)", "\(pen.background)")
    let attributes = pen.attributes.sorted().map(String.init)
    // A line below a blank and exchanged colours show the foreground, heavier ink does not.
    if glyph == " ", pen.attributes.isDisjoint(with: [4, 7]) { return ["halves", back, back] }
    switch glyph {
    case "▀" where attributes.isEmpty: return ["halves", front, back]
    case "▄" where attributes.isEmpty: return ["halves", back, front]
    case "█" where attributes.isEmpty: return ["halves", front, front]
    default: return ["\(glyph)", front, back] + attributes
    }
  }
}

extension ScreenModel {
  /// What all cells look like.
  var looks: [[String]] { cells.map(\.looks) }
}
