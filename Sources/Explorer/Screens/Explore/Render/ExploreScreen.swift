import Plotting

extension Frame {
  /// Draws the Explore screen.
  mutating func drawExplore(_ state: ExplorerState, in body: Rect, ink: Ink) {
    let layout = ExploreLayout(body: body)
    drawSliderPane(state, in: layout.sliders, ink: ink)
    drawPicturePane(state, in: layout.pictures, ink: ink)
    drawSweepPane(state, in: layout.sweep, ink: ink)
  }
}
