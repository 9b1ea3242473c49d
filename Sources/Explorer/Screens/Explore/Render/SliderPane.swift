import Models
import Plotting

extension Frame {
  /// Draws the sliders, the facts about the encoded sample and, where there is room, the measurements.
  mutating func drawSliderPane(_ state: ExplorerState, layout: ExploreLayout, ink: Ink) {
    let inside = layout.sliders.inset(by: 1)
    let rows = layout.rows
    drawSliderList(
      state, pane: layout.sliders,
      in: Rect(
        column: inside.column, row: inside.row, columns: inside.columns, rows: rows.sliders),
      ink: ink)
    let footer = inside.endRow - rows.readouts - rows.gap - rows.footer
    let lines = SliderFooter(state, width: inside.columns, ink: ink).lines
    for (index, line) in lines.prefix(rows.footer).enumerated() {
      writeField(line.text, row: footer + index, in: inside, style: line.style, ink: ink)
    }
    guard rows.readouts > 0 else { return }
    draw(
      Readouts(state, width: inside.columns, ink: ink),
      in: Rect(
        column: inside.column, row: inside.endRow - rows.readouts, columns: inside.columns,
        rows: rows.readouts), ink: ink)
  }

  /// Draws as many sliders as there are rows, around the selected one, and the pane's border.
  private mutating func drawSliderList(
    _ state: ExplorerState, pane: Rect, in rect: Rect, ink: Ink
  ) {
    let listed = state.listedLatents
    let folded = state.rowCount - listed.count
    let rows = max(0, rect.rows - (folded > 0 ? 1 : 0))
    let chosen = listed.firstIndex(of: state.explore.selected) ?? 0
    let first = ListCursor.firstVisible(chosen: chosen, count: listed.count, rows: rows)
    let shown = listed.dropFirst(first).prefix(rows)
    drawBox(
      pane, title: "z by \(state.explore.order.words(state.model?.statistics))" + Self.units(state),
      trailingTitle: Self.count(state, first: first, shown: shown.count, of: listed.count)
        + Self.legend(state, ink),
      focused: state.explore.focus == .sliders, style: ink.box)
    let columns = SliderColumns(state, latents: shown, width: rect.columns)
    for (index, latent) in shown.enumerated() {
      drawSlider(
        latent, state, column: rect.column, row: rect.row + index, columns: columns, ink: ink)
      offer(
        Rect(column: rect.column, row: rect.row + index, columns: rect.columns, rows: 1),
        command: "select", argument: "\(latent)")
    }
    if folded > 0, rect.rows > 0 {
      writeField(
        " \(ink.glyphs.dot) \(folded) inactive folded (z)", row: rect.row + shown.count, in: rect,
        style: ink.faint, ink: ink)
    }
  }

  /// The unit of the values of aligned latents, where there are any.
  private static func units(_ state: ExplorerState) -> String {
    guard state.latents.indices.contains(where: { state.alignment(of: $0) != nil }) else {
      return ""
    }
    return state.look.showsFactors ? ", factor units" : ", latent units"
  }

  private static func legend(_ state: ExplorerState, _ ink: Ink) -> String {
    (state.model?.tiedCount ?? 0) > 0 ? " \(ink.glyphs.tied) tied" : ""
  }

  /// The number of sliders, and of selectors where there are any.
  private static func latentWords(_ state: ExplorerState) -> String {
    guard let selectors = state.model?.constraints?.selectors, !selectors.isEmpty else {
      return "\(state.latents.count) latents"
    }
    let free = state.rowCount - selectors.count
    return "\(free) latents, \(selectors.count) selector\(selectors.count == 1 ? "" : "s")"
  }

  private static func count(
    _ state: ExplorerState, first: Int, shown: Int, of listed: Int
  ) -> String {
    shown < listed
      ? "\(first + 1)-\(first + shown) of \(listed)"
      : state.model?.statistics == nil
        ? latentWords(state)
        : "\(state.activeCount)/\(state.latents.count) active"
  }
}
