import Plotting
import Runs

extension Frame {
  /// Draws the list of runs: letter, name, state, step and loss.
  mutating func drawRuns(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    let inside = pane.inset(by: 1)
    let runs = state.trainRuns
    let hidden = runs.count { state.train.hidden.contains($0.path) }
    let title = runs.count == 1 ? "run" : "\(runs.count) runs"
    let chosen = runs.firstIndex { $0.path == state.train.chosen } ?? 0
    let first = ListCursor.firstVisible(chosen: chosen, count: runs.count, rows: inside.rows)
    let shown = runs.dropFirst(first).prefix(inside.rows)
    let facts = shown.map { Self.factColumns(of: $0, state, ink: ink) }.max() ?? 0
    let room = inside.columns - Self.markColumns - facts
    let nameColumns = min(nameColumns(of: runs, ink: ink), max(Self.leastNameColumns, room))
    for (offset, run) in shown.enumerated() {
      drawRun(
        run, isChosen: first + offset == chosen, nameColumns: nameColumns, state, in: inside,
        row: inside.row + offset, ink: ink)
    }
    let (unread, undrawn) = (state.unreadNotes.count, hidden > 0 ? "\(hidden) not drawn" : "")
    let remarks = (unread > 0 ? ["\(unread) not read"] : []) + (undrawn.isEmpty ? [] : [undrawn])
    drawBox(
      pane, title: title, trailingTitle: remarks.joined(separator: ", "), style: ink.box)
  }

  /// The width of the longest name, limited to the room for names.
  private func nameColumns(of runs: [RunSnapshot], ink: Ink) -> Int {
    var columns = 0
    for run in runs where columns < Self.nameLimit && run.name.utf8.count > columns {
      columns = max(columns, min(run.name.columns(glyphs: ink.glyphs), Self.nameLimit))
    }
    return columns
  }

  private static let nameLimit = 24
  /// The columns of a name that are kept before the facts behind it are dropped.
  private static let leastNameColumns = 6
  /// The mark, the letter and the blanks about the name.
  private static let markColumns = 4

  /// The columns of the state and the loss of a run.
  private static func factColumns(of run: RunSnapshot, _ state: ExplorerState, ink: Ink) -> Int {
    let loss = state.trainStep.flatMap { state.lossTexts(of: run, at: $0).last } ?? ""
    let state = run.state.text.columns(glyphs: ink.glyphs)
    return state + 2 + (loss.isEmpty ? 0 : loss.columns(glyphs: ink.glyphs) + 2)
  }

  private mutating func drawRun(
    _ run: RunSnapshot, isChosen: Bool, nameColumns: Int, _ state: ExplorerState, in inside: Rect,
    row: Int, ink: Ink
  ) {
    let isShown = !state.train.hidden.contains(run.path)
    let mark = isChosen ? String(ink.glyphs.selection) : " "
    var column = write(mark, column: inside.column, row: row, style: ink.accent)
    let own = state.train.order.count > 1 ? state.style(of: run, ink: ink) : ink.accent
    column = write(
      "\(state.letter(of: run)) ", column: column, row: row, style: isShown ? own : ink.faint)
    let name = run.name.shortened(to: nameColumns, glyphs: ink.glyphs)
    column = write(
      name.fitted(to: min(nameColumns, inside.endColumn - column), glyphs: ink.glyphs) + " ",
      column: column, row: row, style: isShown ? ink.text : ink.faint)
    let kind = RunWordKind(run.state)
    let words = "\(kind.glyph(ink.glyphs)) \(run.state.text)"
    var rest = state.trainStep.map { state.lossTexts(of: run, at: $0) } ?? [""]
    if !isShown { rest = ["not drawn"] }
    let room = inside.endColumn - column
    let text = rest.first { ($0 + words).columns(glyphs: ink.glyphs) + 2 <= room } ?? ""
    write(words, column: column, row: row, style: kind.style(ink), limit: room)
    write(
      text, column: inside.endColumn - text.columns(glyphs: ink.glyphs), row: row, style: ink.text)
  }

  /// Draws the alerts of the selected run, the most serious first.
  mutating func drawRunAlerts(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    let inside = pane.inset(by: 1)
    let run = state.chosenRun
    let alerts = run?.alerts ?? []
    let notes = run?.notes ?? []
    let all = (state.train.snapshot?.runs ?? []).reduce(0) { $0 + $1.alerts.count }
    defer {
      drawBox(
        pane,
        title: alerts.isEmpty
          ? "no alert" : "\(alerts.count) \(alerts.count == 1 ? "alert" : "alerts")",
        trailingTitle: all > alerts.count ? "A \(all) in all runs" : "A all", style: ink.box)
    }
    var lines = alerts.flatMap { alert in
      "\(ink.glyphs.warning) \(alert.text)"
        .wrapped(to: max(1, inside.columns), glyphs: ink.glyphs)
        .map { (text: $0, style: ink.warning) }
    }
    lines += (notes + state.unreadNotes.map(\.description))
      .map { (text: "\(ink.glyphs.dot) \($0)", style: ink.faint) }
    if lines.isEmpty, let run {
      lines = [("\(run.pointCount) points of \(run.seriesCount) series", ink.faint)]
      if let restarts = run.restartText { lines.append((restarts, ink.faint)) }
    }
    for (offset, line) in lines.prefix(inside.rows).enumerated() {
      writeField(line.text, row: inside.row + offset, in: inside, style: line.style, ink: ink)
    }
  }
}

extension RunSnapshot {
  /// How often the run was restarted from an earlier step; `nil` for never.
  fileprivate var restartText: String? {
    let count = curves.values.map(\.restartCount).max() ?? 0
    return count > 0
      ? "started again at an earlier step \(count == 1 ? "once" : "\(count) times")" : nil
  }
}

extension ExplorerState {
  /// The step and loss of a run, from the longest text to the shortest.
  fileprivate func lossTexts(of run: RunSnapshot, at step: Double) -> [String] {
    let newest = run.step.map { "step \(Runs.NumberText.step($0))" } ?? ""
    guard let chart = train.snapshot?.charts.first(where: { $0.kind == .loss }),
      let curve = chart.series.compactMap({ run.curves[$0] }).first
    else { return [newest] }
    let loss = "loss \(curve.valueText(at: step, isNewest: train.step == nil).short)"
    return ["\(newest)  \(loss)", loss]
  }
}
