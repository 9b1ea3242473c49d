import Plotting

extension ExploreLayout {
  /// The sliders above the decoded sample, to the left of the plane of two latents.
  init(besidePlane content: ExploreContent, in body: Rect) {
    let left = PlaneCells.leftColumns(in: body)
    let wanted = content.sliderRows + content.footerRows + 2
    let upper = min(wanted, body.rows * 9 / 20)
    let sliders = Rect(column: body.column, row: body.row, columns: left, rows: upper)
    let pictures = Rect(
      column: body.column, row: body.row + upper, columns: left, rows: body.rows - upper)
    let inside = pictures.inset(by: 1)
    let facts = min(content.readoutRows + 1, inside.rows / 3)
    let block = inside.trimmed(bottom: facts)
    self.init(
      sliders: sliders, pictures: pictures,
      sweep: Rect(column: body.column, row: body.endRow, columns: 0, rows: 0),
      plane: PlaneCells.pane(in: body),
      rows: SliderRows(rows: upper - 2, content: content, readouts: 0),
      arrangement: Self.arrangement(of: content, in: block.size).centered(in: block),
      facts: Rect(
        column: inside.column, row: block.endRow, columns: inside.columns,
        rows: inside.endRow - block.endRow))
  }

  /// The arrangement with the largest decoded sample, and then the largest references.
  private static func arrangement(
    of content: ExploreContent, in room: Size
  ) -> PictureArrangement {
    if content.boxes > 0 { return PictureArrangement(boxes: content.boxes, in: room) }
    if content.plots > 0 { return PictureArrangement(plots: content.plots, in: room) }
    let alone = PictureArrangement(alone: content.picture, in: room)
    let others = PictureArrangement.Shape.allCases.compactMap {
      PictureArrangement($0, of: content.picture, references: content.references, in: room)
    }
    return others.reduce(alone) { best, other in
      (other.zoom, other.referenceZoom) > (best.zoom, best.referenceZoom) ? other : best
    }
  }
}
