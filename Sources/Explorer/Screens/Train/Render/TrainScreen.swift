import Plotting
import Runs

extension Frame {
  /// Draws the Train screen.
  mutating func drawTrain(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard state.train.snapshot != nil, !state.train.order.isEmpty else {
      drawTrainWaiting(state, in: body, ink: ink)
      return
    }
    let layout = TrainLayout(
      body, runCount: state.train.order.count, showsPictures: state.train.side != .charts)
    var charts = state.chartsFromFront
    let beside = state.chartBeside(charts.first)
    drawFrontChart(charts.first, state, in: layout.front, ink: ink)
    if let side = layout.side {
      charts.removeAll { $0 == beside }
      if state.train.side == .charts {
        drawChart(beside, state, in: side, ink: ink)
      } else {
        drawRunPictures(state, in: side, ink: ink)
      }
    }
    for (rect, chart) in zip(layout.small, charts.dropFirst()) {
      drawChart(chart, state, in: rect, ink: ink)
    }
    for rect in layout.small.dropFirst(max(0, charts.count - 1)) {
      drawBox(rect, title: "no more charts", style: ink.box)
    }
    drawRuns(state, in: layout.runs, ink: ink)
    if let alerts = layout.alerts { drawRunAlerts(state, in: alerts, ink: ink) }
  }

  /// Draws the main chart with the meaning of its values, or why there is none.
  private mutating func drawFrontChart(
    _ chart: RunChart?, _ state: ExplorerState, in pane: Rect, ink: Ink
  ) {
    guard let chart else {
      drawBox(pane, title: "charts", focused: true, style: ink.box)
      let reason =
        state.train.filter.isEmpty
        ? "nothing is logged yet" : "no chart name contains '\(state.train.filter)'"
      writeField(
        reason, column: pane.column + 2, row: pane.row + 1, columns: max(0, pane.columns - 4),
        style: ink.faint, glyphs: ink.glyphs)
      return
    }
    drawChart(chart, state, in: pane, isFront: true, ink: ink)
  }

  /// Draws one chart in its box.
  private mutating func drawChart(
    _ chart: RunChart?, _ state: ExplorerState, in pane: Rect, isFront: Bool = false, ink: Ink
  ) {
    guard let chart else {
      drawBox(pane, title: "no more charts", style: ink.box)
      return
    }
    guard chart.kind == .divergences else {
      drawCurves(TrainCurves(chart, state, ink: ink), state, in: pane, isFront: isFront, ink: ink)
      return
    }
    drawDivergences(chart, state, in: pane, isFront: isFront, ink: ink)
  }

  /// Draws why there are no runs yet.
  private mutating func drawTrainWaiting(_ state: ExplorerState, in body: Rect, ink: Ink) {
    let lines = trainWaitingLines(state, columns: body.inset(by: 2).columns, ink: ink)
    drawNotice(lines, title: "runs", in: body, ink: ink)
  }

  private func trainWaitingLines(
    _ state: ExplorerState, columns: Int, ink: Ink
  ) -> [(text: String, style: Style)] {
    if case .preparing(let stage) = state.train.report {
      return [(stage, ink.accent), ("", ink.text), ("then training begins", ink.faint)]
    }
    if case .running = state.train.report { return [("taking the first steps", ink.accent)] }
    if case .ended(let text, let isFailure) = state.train.report {
      return text.wrapped(to: columns, glyphs: ink.glyphs).map {
        ($0, isFailure ? ink.error : ink.text)
      }
    }
    let advice = (text: ": watch PATH follows a run, a log, or a folder of runs", style: ink.faint)
    if state.train.paths.isEmpty { return [("no run is followed", ink.text), advice] }
    if let halt = state.train.halt {
      return halt.wrapped(to: columns, glyphs: ink.glyphs).map { ($0, ink.warning) }
        + [("", ink.text), ("checked again while this screen is shown", ink.faint), advice]
    }
    return [("reading \(state.train.paths.joined(separator: ", "))", ink.accent)]
  }
}

extension ExplorerState {
  /// The charts from the main one on, followed by those before it.
  fileprivate var chartsFromFront: [RunChart] {
    guard let front = frontChartIndex else { return [] }
    let charts = trainCharts
    return Array(charts[front...] + charts[..<front])
  }

  /// The chart beside the main one: the divergences of the latents, or the next chart.
  fileprivate func chartBeside(_ front: RunChart?) -> RunChart? {
    let charts = chartsFromFront
    if let divergences = charts.first(where: { $0.kind == .divergences }), divergences != front {
      return divergences
    }
    return charts.dropFirst().first
  }
}
