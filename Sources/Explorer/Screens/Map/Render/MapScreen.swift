import Numerics
import Maps
import Plotting

extension Frame {
  /// Draws the Map screen.
  mutating func drawMap(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard let points = state.map.points, let update = state.map.update,
      state.map.windows.count == update.panels.count
    else {
      drawMapWaiting(state, in: body, ink: ink)
      return
    }
    let layout = MapScreenLayout(
      body, panelCount: update.panels.count, factorCount: points.factorNames.count)
    var most: Int?
    for (index, panel) in update.panels.enumerated() {
      let drawn = drawMapPane(
        MapPane(
          state, points: points, panel: panel, index: index, isAlone: update.panels.count == 1),
        pane: layout.panes[index], plot: layout.plots[index], ink: ink)
      if index == state.map.panel { most = drawn }
      drawMapScores(panel, points, in: layout.scores[index], ink: ink)
    }
    if let inspector = layout.inspector {
      drawMapInspector(state, points: points, in: inspector, ink: ink)
    }
    drawMapCost(state, points: points, in: layout.cost, ink: ink)
    drawMapLegend(state, points: points, most: most, in: layout.legend, ink: ink)
  }

  /// Draws the progress of the first map, or why there is none.
  private mutating func drawMapWaiting(_ state: ExplorerState, in body: Rect, ink: Ink) {
    let lines = mapWaitingLines(state, columns: body.inset(by: 2).columns, ink: ink)
    drawNotice(lines, title: "map", in: body, ink: ink)
  }

  private func mapWaitingLines(
    _ state: ExplorerState, columns: Int, ink: Ink
  ) -> [(text: String, style: Style)] {
    guard let subject = state.mapSubject else { return [("no model is open yet", ink.faint)] }
    if let halt = state.map.halt {
      return [("no map", ink.warning)]
        + halt.wrapped(to: columns, glyphs: ink.glyphs).map { ($0, ink.text) } + [
          ("r starts again", ink.faint)
        ]
    }
    let fraction = Float(state.map.preparation?.fraction ?? 0)
    let bar = HorizontalBar.text(
      fraction: fraction, columns: min(40, max(10, columns - 8)), glyphs: ink.glyphs)
    return [
      ("mapping " + subject.shortened(to: columns - 8, glyphs: ink.glyphs), ink.accent),
      ("[\(bar)] \(Int(clamping: fraction * 100, to: 0...100))%", ink.text),
      (state.map.preparation?.stage ?? "making the samples", ink.text),
      ("", ink.text),
      ("Esc stops; other screens can be used in the meantime", ink.faint),
    ]
  }

  /// Draws how well neighbours on a map predict every factor, one bar each.
  private mutating func drawMapScores(
    _ panel: MapUpdate.Panel, _ points: MapPoints, in rect: Rect, ink: Ink
  ) {
    let names = points.factorNames
    guard rect.rows > 0 else { return }
    let labelColumns = min(12, (names.map { $0.columns(glyphs: ink.glyphs) }.max() ?? 0) + 1)
    for (row, name) in names.prefix(rect.rows).enumerated() {
      let value = row < panel.determinations.count ? panel.determinations[row] : nil
      let text =
        value.map { NumberText.fixed($0, decimals: 2) }
        ?? (panel.determinations.isEmpty ? "..." : "?")
      let label =
        name.fitted(to: labelColumns, glyphs: ink.glyphs) + "R2"
        + text.fitted(to: 6, alignment: .right, glyphs: ink.glyphs) + " "
      let end = write(
        label, column: rect.column, row: rect.row + row, style: ink.text, limit: rect.columns)
      let count = value == nil ? "" : " n \(panel.predictedCount)"
      let room = max(0, rect.endColumn - end - count.columns(glyphs: ink.glyphs))
      let bar = HorizontalBar.text(
        fraction: Float(max(0, value ?? 0)), columns: room, glyphs: ink.glyphs)
      write(bar, column: end, row: rect.row + row, style: ink.accent)
      guard room > 0 else { continue }
      write(count, column: end + room, row: rect.row + row, style: ink.faint)
    }
  }
}
