package import Plotting

/// Draws the state.
///
/// - Parameters:
///   - state: The state, including the capabilities of the terminal and the theme.
///   - size: The size of the screen, possibly empty.
/// - Returns: A frame of exactly that size, with the text cursor where text is typed.
package func render(_ state: ExplorerState, size: Size) -> Frame {
  var frame = Frame(size: size, ambiguous: state.capabilities.ambiguous)
  let ink = Ink(theme: state.theme, capabilities: state.capabilities)
  let layout = ScreenLayout(size: size)
  guard layout.isUsable else {
    frame.drawSizeCard(needed: ScreenLayout.minimum, ink: ink)
    return frame
  }
  frame.drawHeader(state, in: layout.header, ink: ink)
  state.screen.draw(state, &frame, layout.body, ink)
  for (index, overlay) in state.overlays.enumerated() {
    frame.cursor = nil
    // An overlay handles the keys, and so also the clicks.
    frame.withdrawOffers()
    overlay.draw(
      state, over: state.scopes(under: state.overlays[..<index]), into: &frame, in: layout.body,
      ink: ink)
  }
  frame.drawStatus(state, in: layout.status, ink: ink)
  frame.drawHints(state, in: layout.hints, ink: ink)
  return frame
}
