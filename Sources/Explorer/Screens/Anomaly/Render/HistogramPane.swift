import Numerics
import Analysis
import Diagnostics
import Plotting

extension Frame {
  /// Draws the selected score of normal and of anomalous samples, one above the other on the same axis.
  mutating func drawHistograms(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    guard let study = state.anomalies, let set = state.chosenSet,
      let comparison = state.chosenComparison, let score = state.chosenScore
    else { return }
    let inside = pane.inset(by: 1)
    let unit = study.unit(of: score)
    drawBox(
      pane, title: score.title + (unit.isEmpty ? "" : " / \(unit)"),
      trailingTitle:
        "share of samples\(state.anomaly.showsGroups ? " of all values" : ""), ends open",
      style: ink.box)
    let barRows = (inside.rows - 1) / 2
    let gutter = min(17, inside.columns * 2 / 5)
    let columns = inside.columns - gutter
    guard barRows >= 1, columns > 1 else { return }
    let histograms = comparison.histograms
    let bars = [histograms.normal, histograms.anomalous].map {
      Sparkline.gathered($0.map(Float.init), into: columns)
    }
    let largest = bars.joined().max() ?? 0
    let names = [("normal", study.origin.normalCount), (set.title, set.count)]
    for (index, (name, count)) in names.enumerated() {
      let look = index == 0 ? ink.source : ink.accent
      let top = inside.row + index * barRows
      writeField(
        " " + name, column: inside.column, row: top, columns: gutter - 1, style: look,
        glyphs: ink.glyphs)
      if barRows > 1 {
        writeField(
          " \(count) samples", column: inside.column, row: top + 1, columns: gutter - 1,
          style: ink.faint, glyphs: ink.glyphs)
      }
      drawBars(
        bars[index], largest: largest, style: look,
        in: Rect(column: inside.column + gutter, row: top, columns: columns, rows: barRows),
        ink: ink)
    }
    drawAxis(
      histograms, column: inside.column + gutter, row: inside.row + 2 * barRows, columns: columns,
      ink: ink)
  }

  /// Bars in eighths of rows; a share above zero is never blank.
  private mutating func drawBars(
    _ shares: [Float], largest: Float, style: Style, in rect: Rect, ink: Ink
  ) {
    let eighths = ink.glyphs.verticalEighths
    for (column, share) in shares.enumerated() where share > 0 {
      let most = rect.rows * eighths.count
      let height = Int(clamping: (share / largest * Float(most)).rounded(), to: 1...most)
      for row in 0..<rect.rows {
        let level = height - row * eighths.count
        guard level > 0 else { break }
        self[rect.column + column, rect.endRow - 1 - row] = Cell(
          eighths[min(level, eighths.count) - 1], style: style)
      }
    }
  }

  private mutating func drawAxis(
    _ histograms: ScoreHistograms, column: Int, row: Int, columns: Int, ink: Ink
  ) {
    let (lower, upper) = (
      NumberText.compact(histograms.lower, digits: 3),
      NumberText.compact(histograms.upper, digits: 3)
    )
    let middle = NumberText.compact(histograms.lower / 2 + histograms.upper / 2, digits: 3)
    write(lower, column: column, row: row, style: ink.faint, limit: columns)
    if (lower + middle + upper).columns(glyphs: ink.glyphs) + 4 <= columns {
      write(
        middle, column: column + (columns - middle.columns(glyphs: ink.glyphs)) / 2, row: row,
        style: ink.faint)
    }
    if (lower + upper).columns(glyphs: ink.glyphs) + 1 <= columns {
      write(
        upper, column: column + columns - upper.columns(glyphs: ink.glyphs), row: row,
        style: ink.faint)
    }
  }
}
