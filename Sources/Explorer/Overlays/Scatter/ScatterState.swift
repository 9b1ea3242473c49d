import Diagnostics
import Plotting

/// The scatter plot of a cell of the Diagnose screen's matrix.
struct ScatterState: Overlay {
  static let scope = CommandScope.scatter
  static let commands: [Command] = [
    move("left", "latent to the left", [KeyPress(.left), .character("h")], columns: -1),
    move("right", "latent to the right", [KeyPress(.right), .character("l")], columns: 1),
    move("up", "row above", [KeyPress(.up), .character("k")], rows: -1),
    move("down", "row below", [KeyPress(.down), .character("j")], rows: 1),
    close(
      "close the plot", [KeyPress(.enter), .character("q")], why: "Goes back to the matrix."),
  ]

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    command(name, title, keys, hint: "cell", why: "Plots the neighbouring cell of the matrix.") {
      _, state in
      state.moveCell(columns: columns, rows: rows)
      return []
    }
  }

  /// Draws the points, the least-squares line, and the ends of both axes.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    guard let plot = ScatterPlot(state), let diagnosis = state.diagnosis,
      let shown = state.shownMatrix
    else { return }
    let rect = body.centered(columns: 110, rows: 40)
    let inside = frame.drawOverlayBox(
      rect, title: state.diagnosedPair(shown, diagnosis),
      trailingTitle: "\(plot.across.count) of \(diagnosis.origin.count) samples", ink: ink)
    let window = plot.window
    let labels = [window.bottom, window.top].map { NumberText.compact($0, digits: 3) }
    let margin = min(9, (labels.map { $0.columns(glyphs: ink.glyphs) }.max() ?? 0) + 2)
    let area = inside.trimmed(top: 1, bottom: 3, left: margin, right: 1)
    frame.drawAxes(plot, window, labels: labels, about: area, inside: inside, ink: ink)
    frame.drawDots(plot, window, in: area, ink: ink)
    let facts = state.diagnosedCellFacts
    let equation = plot.line.map { line in
      let intercept = NumberText.compact(line.intercept, digits: 3)
      let slope = NumberText.compact(line.slope.magnitude, digits: 3)
      return "  line \(intercept) \(line.slope < 0 ? "-" : "+") \(slope) \(plot.acrossName)"
    }
    let texts = facts.flatMap { fact in [fact + (equation ?? ""), fact] }
    let text = texts.fullest(in: inside.columns - 1, glyphs: ink.glyphs)
    frame.writeField(" " + text, row: inside.endRow - 1, in: inside, style: ink.accent, ink: ink)
  }
}

extension CommandScope {
  static let scatter = CommandScope("scatter", title: "scatter plot")
}

extension Frame {
  fileprivate mutating func drawAxes(
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

  fileprivate mutating func drawDots(
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
