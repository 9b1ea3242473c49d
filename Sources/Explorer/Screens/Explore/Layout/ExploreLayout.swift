import Plotting

/// Where the panes of the Explore screen are and how the pictures stand in theirs.
///
/// Of a few arrangements the one is taken that shows the decoded picture at the largest whole number of dots per
/// pixel; then the one in which every slider has a row, then the one with the larger references. What is left goes
/// to the sweep strip and to the sliders. Plots of curves fill whatever room they are given.
struct ExploreLayout: Equatable {
  /// The pane of the sliders.
  let sliders: Rect
  /// The pane of the pictures.
  let pictures: Rect
  /// The pane of the strip; empty where it has no room.
  let sweep: Rect
  /// How the rows of the slider pane are shared.
  let rows: SliderRows
  /// Where the pictures stand, on the screen.
  let arrangement: PictureArrangement
  /// The rows for scales and for read-outs that stand below the pictures.
  let facts: Rect

  /// Lays out what a state shows.
  init(_ state: ExplorerState, body: Rect) {
    self.init(body: body, content: ExploreContent(state))
  }

  /// Lays some content out.
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
    sliders: Rect, pictures: Rect, sweep: Rect, rows: SliderRows,
    arrangement: PictureArrangement, facts: Rect
  ) {
    self.sliders = sliders
    self.pictures = pictures
    self.sweep = sweep
    self.rows = rows
    self.arrangement = arrangement
    self.facts = facts
  }
}
