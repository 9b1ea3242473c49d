package import Plotting

/// Draws the state.
///
/// - Parameters:
///   - state: What to draw; it also holds what the terminal can show and the theme.
///   - size: The extent of the screen, from nothing up.
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
  state.screen.draw(state, into: &frame, in: layout.body, ink: ink)
  for (index, overlay) in state.overlays.enumerated() {
    frame.draw(overlay, at: index, state, in: layout.body, ink: ink)
  }
  frame.drawStatus(state, in: layout.status, ink: ink)
  frame.drawHints(state.scopes, in: layout.hints, ink: ink)
  return frame
}

extension Frame {
  fileprivate mutating func draw(
    _ overlay: Overlay, at index: Int, _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    cursor = nil
    let scopes = state.scopes(under: state.overlays[..<index])
    switch overlay {
    case .help(let help): draw(help, scopes: scopes, state, in: body, ink: ink)
    case .palette(let palette): draw(palette, scopes: scopes, state, in: body, ink: ink)
    case .inspector(let inspector): draw(inspector, state, in: body, ink: ink)
    case .samples(let samples): draw(samples, state, in: body, ink: ink)
    case .log(let view): draw(view, state.log, in: body, ink: ink)
    case .value(let value): draw(value, state, in: body, ink: ink)
    case .columns(let columns): draw(columns, state, in: body, ink: ink)
    case .scatter: drawScatter(state, in: body, ink: ink)
    case .charts(let charts): draw(charts, state, in: body, ink: ink)
    case .alerts(let alerts): draw(alerts, state, in: body, ink: ink)
    case .definitions(let definitions): draw(definitions, state, in: body, ink: ink)
    }
  }
}
