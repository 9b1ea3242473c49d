import Plotting

extension Frame {
  /// Draws the Explore screen between header and status.
  mutating func drawExplore(_ state: ExplorerState, ink: Ink) {
    let layout = ExploreLayout(size: size)
    drawSliderPane(state, in: layout.sliders, ink: ink)
    drawPicturePane(state, in: layout.pictures, ink: ink)
    drawSweepPane(state, in: layout.sweep, ink: ink)
  }
}
