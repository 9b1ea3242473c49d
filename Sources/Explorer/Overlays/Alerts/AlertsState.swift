import Plotting
import Runs

/// The list of alerts.
struct AlertsState: ListOverlay {
  static let scope = CommandScope.alerts
  static let commands: [Command] = [
    move(
      "up", "previous alert", [KeyPress(.up), .character("k")], by: -1, why: "Chooses the alert."),
    move(
      "down", "next alert", [KeyPress(.down), .character("j")], by: 1, why: "Chooses the alert."),
    command(
      "take", "crosshair to where it began", [KeyPress(.enter)], hint: "crosshair",
      why: "Chooses the run and moves the crosshair to the step of the alert.", run: take),
    close("close the list", [.character("A")]),
  ]

  /// The index of the selected line.
  var line = 0

  func lineCount(_ state: ExplorerState) -> Int { state.alertLines.count }

  private static func take(
    _ alerts: AlertsState, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    let lines = state.alertLines
    guard lines.indices.contains(alerts.line) else { return [] }
    let line = lines[alerts.line]
    state.closeOverlay()
    guard let path = line.path else { return [] }
    state.train.chosen = path
    state.train.hidden.remove(path)
    if let step = line.step { (state.train.step, state.train.share) = (step, 1) }
    return []
  }

  /// Draws the lines, and the selected one in full below them.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let lines = state.alertLines
    let inside = frame.drawOverlayBox(
      body.centered(columns: 96, rows: min(body.rows, 18)), title: "alerts",
      trailingTitle: lines.isEmpty ? "" : "\(lines.count)", ink: ink)
    guard !lines.isEmpty else {
      frame.writeField(
        "none: no NaN or infinity, no divergence, posterior collapse, overfitting or plateau",
        row: inside.row, in: inside.trimmed(left: 1), style: ink.text, ink: ink)
      return
    }
    let chosen = min(line, lines.count - 1)
    let detail = lines[chosen].text.wrapped(to: max(1, inside.columns - 2), glyphs: ink.glyphs)
      .prefix(4)
    let room = Rect(
      column: inside.column, row: inside.row, columns: inside.columns,
      rows: max(1, inside.rows - detail.count - 1))
    frame.drawList(count: lines.count, chosen: chosen, in: room, ink: ink) { index in
      let line = lines[index]
      let mark = line.step == nil ? ink.glyphs.dot : ink.glyphs.warning
      return (
        "\(line.letter) \(mark) \(line.text)", line.step == nil ? ink.faint : ink.text
      )
    }
    for (offset, text) in detail.enumerated() where inside.rows > room.rows + 1 + offset {
      frame.writeField(
        text, column: inside.column + 1, row: inside.endRow - detail.count + offset,
        columns: inside.columns - 2, style: ink.accent, glyphs: ink.glyphs)
    }
  }
}

/// A line of the list of alerts.
struct AlertLine: Sendable, Equatable {
  /// The letter of the run; a blank for notes without a run.
  let letter: Character
  /// The message.
  let text: String
  /// The path of the run; `nil` for a log that was found but not read.
  let path: String?
  /// The step at which it began; `nil` for lines of a log that were skipped.
  let step: Double?
}

extension CommandScope {
  static let alerts = CommandScope("alerts", title: "list of alerts")
}

extension ExplorerState {
  /// The alerts of all runs, then skipped lines of their logs, then logs that were found but not read.
  var alertLines: [AlertLine] {
    let runs = trainRuns
    return runs.flatMap { run in
      run.alerts.map {
        AlertLine(letter: letter(of: run), text: $0.text, path: run.path, step: $0.step)
      }
    }
      + runs.flatMap { run in
        run.notes.map { AlertLine(letter: letter(of: run), text: $0, path: run.path, step: nil) }
      }
      + unreadNotes.map { AlertLine(letter: " ", text: $0.description, path: nil, step: nil) }
  }
}
