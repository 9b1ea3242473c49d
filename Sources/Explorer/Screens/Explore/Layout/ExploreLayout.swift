import Plotting

/// The panes of the Explore screen and the arrangement of the images.
///
/// Among a few candidates the layout is chosen that shows the decoded image at the largest whole number of
/// dots per pixel; then the one in which every slider has a row, then the one with the larger references. The
/// remaining room goes to the sweep strip and to the sliders. Plots of curves fill their pane.
struct ExploreLayout: Equatable {
  /// The pane of the sliders.
  let sliders: Rect
  /// The pane of the images.
  let pictures: Rect
  /// The pane of the strip; empty where there is no room for it.
  let sweep: Rect
  /// The pane of the plane of two latents; empty where none is shown.
  let plane: Rect
  /// The division of the rows of the slider pane.
  let rows: SliderRows
  /// The positions of the images on the screen.
  let arrangement: PictureArrangement
  /// The rows of scales and readouts below the images.
  let facts: Rect

  /// Lays out the content of a state.
  init(_ state: ExplorerState, body: Rect) {
    let content = ExploreContent(state)
    if state.plannedPlane != nil {
      self.init(besidePlane: content, in: body)
    } else {
      self.init(body: body, content: content)
    }
  }

  /// Lays out content.
  init(body: Rect, content: ExploreContent) {
    guard content.plots == 0, content.boxes == 0 else {
      self = LayoutCandidate(plots: content, in: body).layout
      return
    }
    let plainest = LayoutCandidate(body, content, sweepRows: SweepStrip.leastRows(in: body))
    let others = SweepStrip.rowChoices(in: body, of: content.picture).flatMap { sweepRows in
      PictureArrangement.Shape.allCases.flatMap { shape in
        [true, false].compactMap { isBeside in
          LayoutCandidate(
            body, content, shape: shape, sweepRows: sweepRows, readoutsBesideSliders: isBeside)
        }
      }
    }
    let best = others.reduce(plainest) { $1.score > $0.score ? $1 : $0 }
    self = best.layout
  }

  init(
    sliders: Rect, pictures: Rect, sweep: Rect, plane: Rect = Rect(Size(columns: 0, rows: 0)),
    rows: SliderRows, arrangement: PictureArrangement, facts: Rect
  ) {
    self.sliders = sliders
    self.pictures = pictures
    self.sweep = sweep
    self.plane = plane
    self.rows = rows
    self.arrangement = arrangement
    self.facts = facts
  }
}
