import Datasets
import Plotting

extension Frame {
  /// Draws the bars of the decoded sample with the source's ends on them, and below them what is known of it.
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
    let rows = inside.rows - 1
    let first = ListCursor.firstVisible(
      chosen: inspector.column, count: view.chart.bars.count,
      rows: view.chart.visibleCount(rows: rows))
    view.chart.draw(
      into: &self,
      in: Rect(
        column: inside.column + 1, row: inside.row, columns: inside.columns - 2, rows: rows),
      from: first, chosen: inspector.column, more: "more below", look: ink.bars,
      capabilities: ink.capabilities)
    writeField(
      state.inspectedValues(inspector), row: inside.endRow - 1, in: inside, style: ink.accent,
      ink: ink)
    drawBox(
      body, title: "\(depiction.name) of \(view.name)", trailingTitle: Self.barCount(state),
      focused: true, style: ink.box)
    drawFootnote(view.scale, on: body, ink: ink)
  }

  /// What the marks on the bars are.
  private static func legend(_ view: BarView, _ ink: Ink) -> String {
    view.chart.bars.contains { $0.reference != nil } ? " (\(ink.glyphs.ready))" : ""
  }

  private static func barCount(_ state: ExplorerState) -> String {
    guard let model = state.model else { return "" }
    let unit = model.data.unit.isEmpty ? "" : ", \(model.data.unit)"
    return "\(model.sampleShape.reduce(1, *)) \(state.depiction.name)" + unit
  }
}
