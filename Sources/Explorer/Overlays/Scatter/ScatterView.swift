import Diagnostics
import Plotting

extension Frame {
  /// Draws the scatter plot over the screen: dots, the line of least squares, the ends of both axes.
  mutating func drawScatter(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard let plot = ScatterPlot(state), let diagnosis = state.diagnosis,
      let shown = state.shownMatrix
    else { return }
    let rect = body.centered(columns: 110, rows: 40)
    let inside = drawOverlayBox(
      rect, title: state.diagnosedPair(shown, diagnosis),
      trailingTitle: "\(plot.across.count) of \(diagnosis.origin.count) samples", ink: ink)
    let window = plot.window
    let labels = [window.bottom, window.top].map { NumberText.compact($0, digits: 3) }
    let margin = min(9, (labels.map { $0.columns(glyphs: ink.glyphs) }.max() ?? 0) + 2)
    let area = Rect(
      column: inside.column + margin, row: inside.row + 1, columns: inside.columns - margin - 1,
      rows: inside.rows - 4)
    drawAxes(plot, window, labels: labels, about: area, inside: inside, ink: ink)
    drawDots(plot, window, in: area, ink: ink)
    let facts = state.diagnosedCellFacts
    let equation = plot.line.map { line in
      let intercept = NumberText.compact(line.intercept, digits: 3)
      let slope = NumberText.compact(line.slope.magnitude, digits: 3)
      return "  line \(intercept) \(line.slope < 0 ? "-" : "+") \(slope) \(plot.acrossName)"
    }
    let texts = facts.flatMap { fact in [fact + (equation ?? ""), fact] }
    let text =
      texts.first { $0.columns(glyphs: ink.glyphs) + 1 <= inside.columns } ?? facts.last ?? ""
    writeField(
      " " + text, column: inside.column, row: inside.endRow - 1, columns: inside.columns,
      style: ink.accent, glyphs: ink.glyphs)
  }

  private mutating func drawAxes(
    _ plot: ScatterPlot, _ window: DotCanvas.Window, labels: [String], about area: Rect,
    inside: Rect, ink: Ink
  ) {
    let box = ink.glyphs.box
    write(
      plot.upName.clipped(to: inside.columns - 2, glyphs: ink.glyphs), column: inside.column + 1,
      row: inside.row, style: ink.text)
    for row in area.row..<area.endRow {
      self[area.column - 1, row] = Cell(box.vertical, style: ink.faint)
    }
    for column in area.column..<area.endColumn {
      self[column, area.endRow] = Cell(box.horizontal, style: ink.faint)
    }
    self[area.column - 1, area.endRow] = Cell(box.bottomLeft, style: ink.faint)
    let width = max(0, area.column - inside.column - 2)
    for (label, row) in zip(labels, [area.endRow - 1, area.row]) {
      writeField(
        label, column: inside.column + 1, row: row, columns: width, alignment: .right,
        style: ink.faint, glyphs: ink.glyphs)
    }
    let (left, right) = (
      NumberText.compact(window.left, digits: 3), NumberText.compact(window.right, digits: 3)
    )
    let row = area.endRow + 1
    write(left, column: area.column, row: row, style: ink.faint)
    write(
      right, column: area.endColumn - right.columns(glyphs: ink.glyphs), row: row, style: ink.faint)
    write(
      plot.acrossName,
      column: area.column + (area.columns - plot.acrossName.columns(glyphs: ink.glyphs)) / 2,
      row: row,
      style: ink.text)
  }

  private mutating func drawDots(
    _ plot: ScatterPlot, _ window: DotCanvas.Window, in area: Rect, ink: Ink
  ) {
    var canvas = DotCanvas(size: area.size)
    for (x, y) in zip(plot.across, plot.up) {
      canvas.plotPoint(x: Double(x), y: Double(y), in: window, style: ink.source)
    }
    if let line = plot.line {
      let ends = [window.left, window.right].map { ($0, line.intercept + line.slope * $0) }
      canvas.plotLine(ends.map { (x: $0.0, y: $0.1) }, in: window, style: ink.accent)
    }
    canvas.draw(
      into: &self, column: area.column, row: area.row, ascii: !ink.capabilities.isUnicode)
  }
}
