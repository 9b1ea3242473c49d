import Datasets
import Plotting

extension Frame {
  /// Draws the bars of the decoded sample with marks at the source's values, and below them what is known of
  /// it.
  mutating func drawBarPane(
    _ view: BarView, _ state: ExplorerState, layout: ExploreLayout, ink: Ink
  ) {
    if let room = layout.arrangement.rooms.first {
      let inside = room.trimmed(left: 1, right: 1)
      view.chart.draw(
        into: &self, in: inside, more: "more, I lists all", look: ink.bars,
        capabilities: ink.capabilities)
    }
    drawReadouts(state, layout, ink: ink)
    drawBox(
      layout.pictures, title: view.name + Self.legend(view, ink),
      trailingTitle: Self.barCount(state), style: ink.box)
    drawFootnote(view.scale, on: layout.pictures, ink: ink)
  }

  /// Draws all elements as a list with a cursor.
  mutating func drawBars(
    of inspector: InspectorState, _ depiction: BarDepiction, _ state: ExplorerState, in body: Rect,
    ink: Ink
  ) {
    let inside = body.inset(by: 1)
    fill(body)
    let view = BarView(inspected: inspector, state)
    let lines = state.inspectedLines(inspector, columns: inside.columns)
    let rows = max(0, inside.rows - lines.count)
    let first = ListCursor.firstVisible(
      chosen: inspector.column, count: view.chart.bars.count,
      rows: view.chart.visibleCount(rows: rows))
    view.chart.draw(
      into: &self,
      in: Rect(
        column: inside.column + 1, row: inside.row, columns: inside.columns - 2, rows: rows),
      from: first, chosen: inspector.column, more: "more below", look: ink.bars,
      capabilities: ink.capabilities)
    write(lines, atEndOf: inside, ink: ink)
    drawBox(
      body, title: "\(depiction.name) of \(view.name)", trailingTitle: Self.barCount(state),
      focused: true, style: ink.box)
    drawFootnote(view.scale, on: body, ink: ink)
  }

  /// A legend of the marks on the bars.
  private static func legend(_ view: BarView, _ ink: Ink) -> String {
    view.chart.bars.contains { $0.reference != nil } ? " (\(ink.glyphs.ready))" : ""
  }

  private static func barCount(_ state: ExplorerState) -> String {
    guard let model = state.model else { return "" }
    let unit = model.data.unit.isEmpty ? "" : ", \(model.data.unit)"
    return "\(model.sampleShape.reduce(1, *)) \(state.depiction.name)" + unit
  }
}
