import Plotting

extension Frame {
  /// Draws the Explore screen.
  mutating func drawExplore(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard state.model != nil || state.awaited[.open] != nil else {
      drawNotice([("no model is open yet", ink.faint)], title: "explore", in: body, ink: ink)
      return
    }
    let layout = ExploreLayout(state, body: body)
    drawSliderPane(state, layout: layout, ink: ink)
    state.depiction.drawPane(state, layout: layout, into: &self, ink: ink)
    drawPlanePane(state, in: layout.plane, ink: ink)
    drawSweepPane(state, in: layout.sweep, ink: ink)
  }
}
