import Plotting

extension Frame {
  /// Draws a sample's image; the number of NaNs and infinities is written over it, or in its place where
  /// nothing is finite.
  @discardableResult
  mutating func draw(
    _ plot: ImagePlot, elements: String, in room: Rect, ink: Ink
  ) -> DrawnImage {
    let drawn = plot.draw(into: &self, in: room, capabilities: ink.capabilities)
    drawOverflow(NonFiniteCount(plot.image.values), elements, in: room, ink: ink)
    return drawn
  }

  /// Draws samples as curves; the number of values that are not finite is written below them, or in their
  /// place.
  @discardableResult
  mutating func draw(_ plot: CurvePlot, elements: String, in room: Rect, ink: Ink) -> Rect {
    let dots = plot.draw(into: &self, in: room, capabilities: ink.capabilities)
    let values = plot.curves.flatMap { curve in curve.points.map { Float($0.y) } }
    drawOverflow(NonFiniteCount(values), elements, in: dots, ink: ink)
    return dots
  }

  /// Writes how many elements are not finite: over the last row, or in the middle where all of them are.
  private mutating func drawOverflow(
    _ overflow: NonFiniteCount?, _ elements: String, in room: Rect, ink: Ink
  ) {
    guard let overflow, room.rows > 0, room.columns > 0 else { return }
    let share = "\(overflow.count) of \(overflow.total) not finite"
    let texts = [overflow.words(elements), share, "not finite"].map {
      $0.wrapped(to: room.columns, glyphs: ink.glyphs)
    }
    let rows = overflow.isTotal ? room.rows : 1
    let lines =
      texts.first { lines in
        lines.count <= rows && lines.allSatisfy { $0.columns(glyphs: ink.glyphs) <= room.columns }
      } ?? [String(ink.glyphs.missing)]
    let top = overflow.isTotal ? room.row + (room.rows - lines.count) / 2 : room.endRow - 1
    for (index, line) in lines.enumerated() {
      writeField(line, row: top + index, in: room, alignment: .center, style: ink.error, ink: ink)
    }
  }
}
