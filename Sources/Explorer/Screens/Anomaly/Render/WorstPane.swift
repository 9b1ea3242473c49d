import Analysis
import Diagnostics
import Plotting

extension Frame {
  /// Draws the list of the most unusual samples of the selected set by the selected score.
  mutating func drawWorstPane(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    guard let set = state.chosenSet, let comparison = state.chosenComparison else { return }
    let inside = pane.inset(by: 1)
    let hasFocus = state.anomaly.focus == .worst
    let end = comparison.separation.direction == .lower ? "lowest" : "highest"
    drawBox(
      pane, title: "\(end) of \(set.title)", trailingTitle: hasFocus ? "Enter opens" : "Tab",
      focused: hasFocus, style: ink.box)
    guard inside.rows > 1 else { return }
    let lines = WorstLines(set, comparison, columns: inside.columns - 2, glyphs: ink.glyphs)
    writeField("  " + lines.heading, row: inside.row, in: inside, style: ink.faint, ink: ink)
    let list = inside.trimmed(top: 1)
    drawList(
      count: lines.lines.count, chosen: state.anomaly.worst, hasFocus: hasFocus, in: list,
      command: nil, ink: ink
    ) { (lines.lines[$0], ink.text) }
  }
}

/// The samples in aligned columns: number, score, the share of normal samples that are at least as unusual, factors.
struct WorstLines {
  /// The titles of the columns.
  let heading: String
  /// One line per sample.
  let lines: [String]

  /// Writes the samples; of the factors as many columns as fit whole.
  init(
    _ set: AnomalousSetStudy, _ comparison: ScoreComparison, columns: Int, glyphs: GlyphSet
  ) {
    let numbers = comparison.worst.map { "#\($0.number)" }
    let values = comparison.worst.map { NumberText.compact($0.value, digits: 4) }
    let numberColumns = numbers.map { $0.columns(glyphs: glyphs) }.max() ?? 0
    let valueColumns = max(values.map { $0.columns(glyphs: glyphs) }.max() ?? 0, 5)
    func row(_ number: String, _ value: String, _ share: String, _ rest: String) -> String {
      number.fitted(to: numberColumns, glyphs: glyphs) + " "
        + value.fitted(to: valueColumns, alignment: .right, glyphs: glyphs) + " "
        + share.fitted(to: 7, alignment: .right, glyphs: glyphs) + (rest.isEmpty ? "" : " " + rest)
    }
    let factors = set.factorNames.indices.map { factor -> [String] in
      let texts = comparison.worst.map { sample in
        let value = sample.factors.indices.contains(factor) ? sample.factors[factor] : nil
        return value.map { NumberText.compact($0) } ?? "unknown"
      }
      let column = [set.factorNames[factor]] + texts
      let width = max(4, column.map { $0.columns(glyphs: glyphs) }.max() ?? 0)
      return column.map { $0.fitted(to: width, alignment: .right, glyphs: glyphs) }
    }
    var room = columns - row("", "", "", "").columns(glyphs: glyphs)
    let shown = factors.prefix { column in
      room -= 1 + (column.first?.columns(glyphs: glyphs) ?? 0)
      return room >= 0
    }
    heading = row("", "score", "normals", shown.map { $0[0] }.joined(separator: " "))
    lines = comparison.worst.indices.map { index in
      row(
        numbers[index], values[index],
        NumberText.fixed(100 * comparison.worst[index].normalShare, decimals: 1) + "%",
        shown.map { $0[index + 1] }.joined(separator: " "))
    }
  }
}
