import Datasets
import Plotting

extension Frame {
  /// Draws the decoded curve with the curves for comparison, and below it the measurements.
  mutating func drawCurvePane(_ state: ExplorerState, layout: ExploreLayout, ink: Ink) {
    let all = CurveView.views(state, ink)
    let views = Array(all.prefix(layout.arrangement.rooms.count))
    for (view, room) in zip(views, layout.arrangement.rooms) {
      draw(view, state, in: room, ink: ink)
    }
    drawReadouts(state, layout, ink: ink)
    drawBox(
      layout.pictures, title: Self.title(of: all.map(\.name), shown: views.count),
      trailingTitle: Self.extent(of: state), style: ink.box)
  }

  /// Draws a legend and the plot below it; returns the block of the dots.
  @discardableResult
  private mutating func draw(
    _ view: CurveView, _ state: ExplorerState, in room: Rect, ink: Ink
  ) -> Rect {
    view.plot.drawLegend(
      into: &self, column: room.column + 1, row: room.row, columns: room.columns - 1,
      capabilities: ink.capabilities)
    return draw(
      view.plot, elements: state.elementName, in: room.trimmed(top: 1), ink: ink)
  }

  /// Draws a strip of curves over each other, each in its own shade; returns a description.
  mutating func drawCurves(
    of sweep: DecodedSweep, _ state: ExplorerState, in inside: Rect, ink: Ink
  ) -> String {
    let count = sweep.plan.values.count
    let nearest = sweep.plan.index(nearestTo: state.latents[sweep.plan.latent])
    let chosen = state.explore.focus == .sweep ? state.explore.sweepIndex : nearest
    let styles = (0..<count).map { Self.style(ofCurve: $0, of: count, state, ink) }
    // The selected curve is drawn on top of the others.
    let order = (0..<count).filter { $0 != chosen } + [chosen]
    let curves = order.map { index in
      CurvePlot.Curve(
        points: state.points(of: sweep.samples.sample(index)),
        style: index == chosen ? ink.accent : styles[index],
        pattern: index == chosen ? .solid : .dotted)
    }
    let plot = CurvePlot(curves, xName: state.curveAxisName, axisStyle: ink.faint)
    draw(
      plot, elements: state.elementName, in: inside.trimmed(bottom: 1), ink: ink)
    let width = inside.columns / count
    for (index, value) in sweep.plan.values.enumerated() {
      let isChosen = state.explore.focus == .sweep && index == state.explore.sweepIndex
      writeField(
        Self.label(
          state.sweepText(value, of: sweep.plan.latent), isChosen: isChosen,
          isNearest: index == nearest, ink: ink),
        column: inside.column + index * width, row: inside.endRow - 1, columns: width - 1,
        alignment: .center,
        style: isChosen ? ink.chosen : (index == chosen ? ink.accent : ink.faint),
        glyphs: ink.glyphs)
    }
    return "\(count) curves, brighter is higher"
  }

  /// The colour map of samples, without the end that is invisible on the background.
  private static func style(
    ofCurve index: Int, of count: Int, _ state: ExplorerState, _ ink: Ink
  ) -> Style {
    let share = Float(index) / Float(max(1, count - 1))
    let place = state.theme == .light ? 0.7 * (1 - share) : 0.3 + 0.7 * share
    guard ink.capabilities.color != .mono, state.theme != .mono else { return ink.text }
    return Style(
      foreground: state.look.colorMap.color(at: place, mode: ink.capabilities.color))
  }

  private static func extent(of state: ExplorerState) -> String {
    guard let model = state.model else { return "" }
    let unit = model.data.unit.isEmpty ? "" : ", \(model.data.unit)"
    return "\(model.sampleShape.reduce(1, *)) points" + unit
  }

  /// Draws the inspector of a curve: the whole curve, a cursor over one point and the values there.
  mutating func drawCurve(
    of inspector: InspectorState, _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    let inside = body.inset(by: 1)
    fill(body)
    let view = CurveView.inspected(inspector.subject, state, ink)
    let lines = state.inspectedLines(inspector, columns: inside.columns)
    let dots = draw(
      view, state, in: inside.trimmed(bottom: min(inside.rows, lines.count)), ink: ink)
    let points = state.decoded.map { state.points(of: $0.sample) } ?? []
    if points.indices.contains(inspector.column),
      let column = view.plot.column(of: points[inspector.column].x, in: dots)
    {
      for row in dots.row..<dots.endRow where self[column, row].glyph == " " {
        self[column, row] = Cell(ink.glyphs.box.vertical, style: ink.faint)
      }
      cursor = Position(column: column, row: dots.row)
    }
    write(lines, atEndOf: inside, ink: ink)
    drawBox(
      body, title: "points of \(inspector.subject.rawValue)", trailingTitle: Self.extent(of: state),
      focused: true, style: ink.box)
  }
}
