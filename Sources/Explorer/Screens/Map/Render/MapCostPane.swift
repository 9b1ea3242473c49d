import Maps
import Plotting

extension Frame {
  /// Draws the cost and the gradient of a t-SNE map over the iterations; for other maps a description of
  /// their axes.
  mutating func drawMapCost(
    _ state: ExplorerState, points: MapPoints, in pane: Rect, ink: Ink
  ) {
    guard let update = state.map.update, let panel = state.mapPanel else { return }
    let inside = pane.inset(by: 1)
    switch update.method {
    case .tsne:
      let slope = state.map.history.slope(of: state.map.panel)
      drawCostCurves(state, in: inside, ink: ink)
      let trailing = Self.exaggerationText(panel.layout)
      drawBox(
        pane,
        title: Self.costTitle(
          panel.layout, slope, update,
          room: pane.columns - trailing.columns(glyphs: ink.glyphs) - 8, ink: ink),
        trailingTitle: trailing, style: ink.box)
    case .principalComponents:
      drawExplained(panel.layout.explained, in: inside, ink: ink)
      drawBox(pane, title: "fraction of variance on both axes", style: ink.box)
    case .axes(let x, let y):
      let lines = [
        "across   \(state.axisName(x, points))", "upwards  \(state.axisName(y, points))",
      ]
      for (row, line) in lines.prefix(inside.rows).enumerated() {
        writeField(
          line, column: inside.column + 1, row: inside.row + row, columns: inside.columns - 1,
          style: ink.text, glyphs: ink.glyphs)
      }
      drawBox(pane, title: "axes", trailingTitle: "a across  A upwards", style: ink.box)
    }
  }

  private static func exaggerationText(_ layout: MapLayout) -> String {
    layout.exaggeration == 1
      ? "exaggeration off" : "exaggeration \(NumberText.compact(layout.exaggeration))"
  }

  /// The figures, the longest text that fits.
  private static func costTitle(
    _ layout: MapLayout, _ slope: Double?, _ update: MapUpdate, room: Int, ink: Ink
  ) -> String {
    guard let cost = layout.cost else { return "KL(P||Q)" }
    var parts = ["KL(P||Q) \(NumberText.fixed(cost, decimals: 3)) nat"]
    if let slope, !layout.isFinished {
      parts.append("\(ink.glyphs.delta) \(NumberText.compact(slope, digits: 2, signed: true))/it")
    }
    if let rate = update.iterationsPerSecond {
      parts.append("\(NumberText.compact(rate, digits: 2)) it/s")
    }
    if let norm = layout.gradientNorm {
      parts.append("gradient \(NumberText.compact(norm, digits: 2))")
    }
    let texts = (1...parts.count).reversed().map { parts.prefix($0).joined(separator: "  ") }
    return texts.first { $0.columns(glyphs: ink.glyphs) <= room } ?? parts[0]
  }

  /// The cost at the left, the gradient on a logarithmic axis at the right.
  private mutating func drawCostCurves(_ state: ExplorerState, in inside: Rect, ink: Ink) {
    let panels = state.map.history.panels
    guard state.map.panel < panels.count, !panels[state.map.panel].isEmpty else {
      write(
        "no iteration yet", column: inside.column + 1, row: inside.row, style: ink.faint,
        limit: inside.columns)
      return
    }
    let moments = panels[state.map.panel]
    let costColumns = inside.columns * 3 / 5
    let parts = [
      (inside.column, costColumns, moments.map { $0.cost }, ink.accent),
      (
        inside.column + costColumns + 1, inside.columns - costColumns - 1,
        moments.map { Float($0.gradientNorm).logarithm }, ink.source
      ),
    ]
    for (column, columns, values, style) in parts {
      let rect = Rect(column: column, row: inside.row, columns: columns, rows: inside.rows)
      guard rect.rows > 1 else {
        write(
          Self.trace(values, columns: columns, ink: ink), column: column, row: inside.row,
          style: style)
        continue
      }
      let curve = CurvePlot.Curve(
        points: zip(moments, values).map { (x: Double($0.iteration), y: $1) }, style: style)
      CurvePlot([curve], xName: "iteration", axisStyle: ink.faint).draw(
        into: &self, in: rect, capabilities: ink.capabilities)
    }
    if inside.rows > 2, let norm = moments.last?.gradientNorm {
      let text = "gradient \(NumberText.compact(norm, digits: 2))"
      let room = parts[1].1 - 8
      let width = text.columns(glyphs: ink.glyphs)
      if width <= room {
        write(text, column: inside.endColumn - width, row: inside.row, style: ink.faint)
      }
    }
  }

  /// Values as a row of bars between their smallest and largest.
  private static func trace(_ values: [Double], columns: Int, ink: Ink) -> String {
    guard columns > 0, let low = values.min(), let high = values.max(), high > low else {
      return ""
    }
    let picked = (0..<columns).map { column -> Float in
      let index = min(column * values.count / columns, values.count - 1)
      return 0.05 + 0.95 * Float((values[index] - low) / (high - low))
    }
    return Sparkline.text(picked, maximum: 1, glyphs: ink.glyphs)
  }

  private mutating func drawExplained(_ shares: [Double], in inside: Rect, ink: Ink) {
    for (row, share) in shares.prefix(inside.rows).enumerated() {
      let text = "PC\(row + 1) \(NumberText.fixed(100 * share, decimals: 1))%"
      let label = text.fitted(to: 11, glyphs: ink.glyphs)
      write(label, column: inside.column + 1, row: inside.row + row, style: ink.text)
      let bar = HorizontalBar.text(
        fraction: Float(share), columns: max(0, inside.columns - 14), glyphs: ink.glyphs)
      write(bar, column: inside.column + 13, row: inside.row + row, style: ink.accent)
    }
  }
}
