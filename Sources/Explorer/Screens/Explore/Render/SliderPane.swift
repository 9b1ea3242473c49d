import Plotting

extension Frame {
  /// Draws the sliders with what the encoded sample says about them.
  mutating func drawSliderPane(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let listed = state.listedLatents
    let inside = rect.inset(by: 1)
    let footer = SliderFooter(state, ink: ink).lines.prefix(SliderFooter.rows(in: inside.rows))
    let folded = state.latents.count - listed.count
    let rows = inside.rows - footer.count - (folded > 0 ? 1 : 0)
    let chosen = listed.firstIndex(of: state.explore.selected) ?? 0
    let first = ListCursor.firstVisible(chosen: chosen, count: listed.count, rows: rows)
    let shown = listed.dropFirst(first).prefix(max(0, rows))
    drawBox(
      rect, title: "z by \(state.explore.order.rawValue)",
      trailingTitle: Self.count(state, first: first, shown: shown.count, of: listed.count),
      focused: state.explore.focus == .sliders, style: ink.box)
    let columns = SliderColumns(state, latents: shown, width: inside.columns)
    for (index, latent) in shown.enumerated() {
      drawSlider(
        latent, state, column: inside.column, row: inside.row + index, columns: columns, ink: ink)
    }
    if folded > 0, rows >= 0 {
      writeField(
        " \(ink.glyphs.dot) \(folded) inactive folded (z unfolds)", column: inside.column,
        row: inside.row + shown.count, columns: inside.columns, style: ink.faint, glyphs: ink.glyphs
      )
    }
    for (index, line) in footer.enumerated() {
      writeField(
        line.text, column: inside.column, row: inside.endRow - footer.count + index,
        columns: inside.columns, style: line.style, glyphs: ink.glyphs)
    }
  }

  private static func count(
    _ state: ExplorerState, first: Int, shown: Int, of listed: Int
  ) -> String {
    let active = "\(state.activeCount)/\(state.latents.count) active"
    return shown < listed ? "\(first + 1)-\(first + shown) of \(listed), \(active)" : active
  }
}
