import Plotting
import Runs

extension Frame {
  /// Draws a chart of curves with the crosshair, marks of NaN and infinity, and the values at the crosshair.
  mutating func drawCurves(
    _ curves: TrainCurves, _ state: ExplorerState, in pane: Rect, isFront: Bool, ink: Ink
  ) {
    var inside = pane.inset(by: 1)
    let legend = Rect(
      column: inside.column, row: inside.endRow - 1, columns: inside.columns, rows: 1)
    let hasLegend = isFront && inside.rows >= 4
    if hasLegend {
      inside = inside.trimmed(bottom: 1)
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
    let titles = isFront ? state.frontTitles(of: curves) : [curves.chart.title]
    let manner =
      isFront
      ? state.frontManner(of: curves)
      : state.value(
        of: curves, columns: pane.columns - titles[0].columns(glyphs: ink.glyphs) - 8)
    let room = pane.columns - manner.columns(glyphs: ink.glyphs) - 8
    drawBox(
      pane,
      title: titles.fullest(in: room, glyphs: ink.glyphs),
      trailingTitle: manner, focused: isFront, style: ink.box)
  }

  private mutating func drawOrnaments(
    of curves: TrainCurves, _ state: ExplorerState, in dots: Rect, isFront: Bool, ink: Ink
  ) {
    if let step = state.train.step,
      let column = curves.plot.column(of: step, in: dots)
    {
      for row in dots.row..<dots.endRow where self[column, row].glyph == " " {
        self[column, row] = Cell(ink.glyphs.box.vertical, style: ink.faint)
      }
    }
    for line in curves.lines {
      for mark in line.curve.marks {
        guard let first = curves.plot.column(of: mark.firstStep, in: dots) else { continue }
        let last = curves.plot.column(of: mark.lastStep, in: dots) ?? first
        for column in first...max(first, last) {
          self[column, dots.endRow - 1] = Cell(ink.glyphs.missing, style: ink.error)
        }
      }
    }
    if isFront { drawAlertMarks(of: curves, in: dots, ink: ink) }
    if curves.hasSeveralRuns { drawLetters(of: curves, state, in: dots, ink: ink) }
  }

  /// A mark in the topmost row where an alert began.
  private mutating func drawAlertMarks(of curves: TrainCurves, in dots: Rect, ink: Ink) {
    for line in curves.lines {
      for alert in line.run.alerts where alert.series == line.name {
        guard let column = curves.plot.column(of: alert.step, in: dots) else { continue }
        self[column, dots.row] = Cell(ink.glyphs.warning, style: ink.warning)
      }
    }
  }

  /// The letter of every run at the end of its first curve.
  private mutating func drawLetters(
    of curves: TrainCurves, _ state: ExplorerState, in dots: Rect, ink: Ink
  ) {
    // Bold brightens the user's own colours in many terminals, which makes them illegible on white.
    let weight: Style.Attributes = ink.capabilities.color == .ansi16 ? [] : .bold
    var lettered: Set<String> = []
    for line in curves.lines where lettered.insert(line.run.path).inserted {
      guard let last = line.curve.buckets.last,
        let row = curves.plot.row(of: last.mean, in: dots),
        let column = curves.plot.column(of: last.lastStep, in: dots)
      else { continue }
      self[column, row] = Cell(
        state.letter(of: line.run),
        style: Style(foreground: line.style.foreground, attributes: weight))
    }
  }

  /// The values at the crosshair, each after a sample of its line; in full where there is room.
  private mutating func drawValues(
    of curves: TrainCurves, _ state: ExplorerState, in rect: Rect, ink: Ink
  ) {
    let legends = [true, false].map { curves.legend(state, inFull: $0, ink: ink) }
    let firsts = legends[1].filter(\.isFirstOfRun)
    let fitting = (legends + [firsts]).first { parts in
      parts.reduce(0) { $0 + $1.text.columns(glyphs: ink.glyphs) + 2 } <= rect.columns
    }
    var column = rect.column + 1
    for part in fitting ?? firsts
    where column + part.text.columns(glyphs: ink.glyphs) <= rect.endColumn {
      column = write(part.text, column: column, row: rect.row, style: part.style) + 2
    }
  }
}

extension TrainCurves {
  /// The value of a line at the crosshair, with its identification.
  fileprivate struct LegendPart {
    let text: String
    let style: Style
    let isFirstOfRun: Bool
  }

  fileprivate func legend(
    _ state: ExplorerState, inFull: Bool, ink: Ink
  ) -> [LegendPart] {
    guard let step = state.trainStep else { return [] }
    var lettered: Set<String> = []
    return lines.map { line in
      let isFirst = lettered.insert(line.run.path).inserted
      let letter = hasSeveralRuns && isFirst ? "\(state.letter(of: line.run)) " : ""
      let name = hasSeveralRuns ? "" : line.shortName(in: chart) + " "
      let value = line.curve.valueText(at: step, isNewest: state.train.step == nil)
      return LegendPart(
        text: "\(letter)\(line.pattern.legend(ink.glyphs)) \(name)"
          + (inFull ? value.full : value.short),
        style: line.style, isFirstOfRun: isFirst)
    }
  }
}

extension CurvePlot.Pattern {
  /// A sample of the line.
  fileprivate func legend(_ glyphs: GlyphSet) -> String {
    let line = String(glyphs.box.horizontal)
    return self == .dashed ? "\(line) \(line)" : line + line
  }
}

extension TrainCurves.Line {
  /// The name without what is already in the chart's title.
  func shortName(in chart: RunChart) -> String {
    guard chart.series.count > 1 else { return name }
    let known = Set(chart.title.split(separator: " ").map(String.init))
    let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let rest = words.filter { !known.contains($0.lowercased()) }
    return rest.isEmpty ? name : rest.joined(separator: " ")
  }
}

extension SeriesCurve {
  /// The value at a step; in full with the extremes of the points that it summarises.
  func valueText(
    at step: Double, isNewest: Bool, digits: Int = 5, columns: Int = .max
  ) -> (full: String, short: String) {
    if isNewest, let newest, !newest.value.isFinite {
      return (NumberText.compact(newest.value), NumberText.compact(newest.value))
    }
    if let mark = marks.first(where: { ($0.firstStep...$0.lastStep).contains(step) }) {
      return (mark.counts.name, mark.counts.name)
    }
    guard let bucket = bucket(at: step) else { return ("-", "-") }
    let value = isNewest ? newest?.value ?? bucket.mean : bucket.mean
    let short =
      NumberText.fitting(value, columns: columns, digits: digits)
      ?? NumberText.compact(value, digits: digits)
    guard bucket.count > 1, !isNewest else { return (short, short) }
    let (low, high) = (
      NumberText.compact(bucket.minimum, digits: 4), NumberText.compact(bucket.maximum, digits: 4)
    )
    return ("\(short) (\(low) to \(high), \(bucket.count) points)", short)
  }
}

extension ExplorerState {
  /// The titles of the main chart, from the longest text to the shortest.
  fileprivate func frontTitles(of curves: TrainCurves) -> [String] {
    guard let step = trainStep else { return [curves.chart.title] }
    let short = "\(curves.chart.title)  step \(Runs.NumberText.step(step))"
    return [short + (train.step == nil ? " (newest)" : ""), short, curves.chart.title]
  }

  fileprivate func frontManner(of curves: TrainCurves) -> String {
    [curves.scaleName, trainManner].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The value of the selected run at the crosshair, else that of the first run that has one, with as many digits as fit;
  /// empty where none does.
  fileprivate func value(of curves: TrainCurves, columns: Int) -> String {
    guard let step = trainStep,
      let line = curves.lines.first(where: { $0.run.path == train.chosen }) ?? curves.lines.first
    else { return "" }
    let scale = curves.scaleName.isEmpty ? "" : "log  "
    func text(_ digits: Int) -> String {
      line.curve.valueText(at: step, isNewest: train.step == nil, digits: digits, columns: columns)
        .short
    }
    let texts = [scale, ""].flatMap { scale in [3, 2, 1].map { scale + text($0) } }
    return texts.first { $0.utf8.count <= columns } ?? ""
  }
}
