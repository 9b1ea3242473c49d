import Plotting

extension Frame {
  /// Fills an otherwise empty screen with lines in the middle of a box, each up to four columns narrower than
  /// the body.
  mutating func drawNotice(
    _ lines: [(text: String, style: Style)], title: String, in body: Rect, ink: Ink
  ) {
    drawBox(body, title: title, focused: true, style: ink.box)
    let inside = body.inset(by: 2)
    let first = inside.row + max(0, (inside.rows - lines.count) / 2)
    for (index, line) in lines.prefix(inside.rows).enumerated() {
      writeField(
        line.text, row: first + index, in: inside, alignment: .center, style: line.style, ink: ink)
    }
  }
}
