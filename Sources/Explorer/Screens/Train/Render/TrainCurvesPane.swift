import Plotting
import Runs

extension Frame {
  /// Draws a chart of curves with the crosshair, what is no number, and the values at the crosshair.
  mutating func drawCurves(
    _ curves: TrainCurves, _ state: ExplorerState, in pane: Rect, isFront: Bool, ink: Ink
  ) {
    var inside = pane.inset(by: 1)
    let legend = Rect(
      column: inside.column, row: inside.endRow - 1, columns: inside.columns, rows: 1)
    let hasLegend = isFront && inside.rows >= 4
    if hasLegend {
      inside = Rect(
        column: inside.column, row: inside.row, columns: inside.columns, rows: inside.rows - 1)
    }
    if curves.lines.isEmpty {
      writeField(
        "not in the runs that are shown", column: inside.column + 1, row: inside.row,
        columns: max(0, inside.columns - 1), style: ink.faint, glyphs: ink.glyphs)
    } else {
      let dots = curves.plot.draw(into: &self, in: inside, capabilities: ink.capabilities)
      drawOrnaments(of: curves, state, in: dots, isFront: isFront, ink: ink)
    }
    if hasLegend { drawValues(of: curves, state, in: legend, ink: ink) }
    drawBox(
      pane, title: isFront ? state.frontTitle(of: curves) : curves.chart.title,
      trailingTitle: isFront ? state.frontManner(of: curves) : state.value(of: curves),
      focused: isFront, style: ink.box)
  }

  private mutating func drawOrnaments(
    of curves: TrainCurves, _ state: ExplorerState, in dots: Rect, isFront: Bool, ink: Ink
  ) {
    if let step = state.train.step,
      let column = curves.plot.column(of: Double(step), in: dots)
    {
      for row in dots.row..<dots.endRow where self[column, row].glyph == " " {
        self[column, row] = Cell(ink.glyphs.box.vertical, style: ink.faint)
      }
    }
    for line in curves.lines {
      for mark in line.curve.marks {
        guard let first = curves.plot.column(of: Double(mark.firstStep), in: dots) else { continue }
        let last = curves.plot.column(of: Double(mark.lastStep), in: dots) ?? first
        for column in first...max(first, last) {
          self[column, dots.endRow - 1] = Cell(ink.glyphs.missing, style: ink.error)
        }
      }
    }
    if isFront { drawAlertMarks(of: curves, in: dots, ink: ink) }
    if curves.hasSeveralRuns { drawLetters(of: curves, state, in: dots) }
  }

  /// A sign in the topmost row where something to look at began.
  private mutating func drawAlertMarks(of curves: TrainCurves, in dots: Rect, ink: Ink) {
    for line in curves.lines {
      for alert in line.run.alerts where alert.series == line.name {
        guard let column = curves.plot.column(of: Double(alert.step), in: dots) else { continue }
        self[column, dots.row] = Cell(ink.glyphs.warning, style: ink.warning)
      }
    }
  }

  /// The letter of every run at the end of its first curve.
  private mutating func drawLetters(
    of curves: TrainCurves, _ state: ExplorerState, in dots: Rect
  ) {
    var lettered: Set<String> = []
    for line in curves.lines where lettered.insert(line.run.path).inserted {
      guard let last = line.curve.buckets.last,
        let row = curves.plot.row(of: last.mean, in: dots),
        let column = curves.plot.column(of: Double(last.lastStep), in: dots)
      else { continue }
      self[column, row] = Cell(
        state.letter(of: line.run),
        style: Style(foreground: line.style.foreground, attributes: .bold))
    }
  }

  /// The values at the crosshair, each after a piece of its line.
  private mutating func drawValues(
    of curves: TrainCurves, _ state: ExplorerState, in rect: Rect, ink: Ink
  ) {
    guard let step = state.trainStep else { return }
    var column = rect.column + 1
    var lettered: Set<String> = []
    for line in curves.lines {
      let letter =
        curves.hasSeveralRuns && lettered.insert(line.run.path).inserted
        ? "\(state.letter(of: line.run)) " : ""
      let pieces =
        letter + line.pattern.legend(ink.glyphs) + " "
        + (curves.hasSeveralRuns ? "" : line.shortName(in: curves.chart) + " ")
      let room = rect.endColumn - column
      let value = line.curve.valueText(at: step, isNewest: state.train.step == nil)
      let texts = [pieces + value.full, pieces + value.short]
      guard let text = texts.first(where: { $0.count <= room }) else { return }
      column = write(text, column: column, row: rect.row, style: line.style) + 2
    }
  }
}

extension CurvePlot.Pattern {
  /// A piece of the line.
  fileprivate func legend(_ glyphs: GlyphSet) -> String {
    let line = String(glyphs.box.horizontal)
    return self == .dashed ? "\(line) \(line)" : line + line
  }
}

extension TrainCurves.Line {
  /// The name without what the chart's title says already.
  func shortName(in chart: RunChart) -> String {
    guard chart.series.count > 1 else { return name }
    let known = Set(chart.title.split(separator: " ").map(String.init))
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let rest = words.filter { !known.contains($0.lowercased()) }
    return rest.isEmpty ? name : rest.joined(separator: " ")
  }
}

extension SeriesCurve {
  /// The value at a step, in full with the extremes of the points that it stands for.
  func valueText(at step: Int, isNewest: Bool) -> (full: String, short: String) {
    if isNewest, let newest, !newest.value.isFinite {
      return (NumberText.compact(newest.value), NumberText.compact(newest.value))
    }
    if let mark = marks.first(where: { ($0.firstStep...$0.lastStep).contains(step) }) {
      return (mark.kinds.name, mark.kinds.name)
    }
    guard let bucket = bucket(at: step) else { return ("-", "-") }
    let value = isNewest ? newest?.value ?? bucket.mean : bucket.mean
    let short = NumberText.compact(value, digits: 5)
    guard bucket.count > 1, !isNewest else { return (short, short) }
    let (low, high) = (
      NumberText.compact(bucket.minimum, digits: 4), NumberText.compact(bucket.maximum, digits: 4)
    )
    return ("\(short) (\(low) to \(high), \(bucket.count) points)", short)
  }
}

extension ExplorerState {
  fileprivate func frontTitle(of curves: TrainCurves) -> String {
    guard let step = trainStep else { return curves.chart.title }
    return "\(curves.chart.title)  step \(step)" + (train.step == nil ? " (newest)" : "")
  }

  fileprivate func frontManner(of curves: TrainCurves) -> String {
    [curves.scaleName, trainManner].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The value of the chosen run at the crosshair, else that of the first run that has one.
  fileprivate func value(of curves: TrainCurves) -> String {
    guard let step = trainStep,
      let line = curves.lines.first(where: { $0.run.path == train.chosen }) ?? curves.lines.first
    else { return "" }
    let value = line.curve.valueText(at: step, isNewest: train.step == nil).short
    return curves.scaleName.isEmpty ? value : "log  \(value)"
  }
}
