import Plotting
import Runs

/// The list of what should be looked at.
struct AlertsState: Sendable {
  /// The chosen line.
  var chosen = 0
}

/// A line of the list of alerts.
struct AlertLine: Sendable, Equatable {
  /// The letter of the run; a space for what belongs to none.
  let letter: Character
  /// What is said.
  let text: String
  /// The path of the run; `nil` for what was found and not read.
  let path: String?
  /// Where it began; `nil` for what was passed over in a log.
  let step: Double?
}

extension CommandScope {
  static let alerts = CommandScope("alerts", title: "list of alerts")
}

extension AlertsState: Overlay {
  static let scope = CommandScope.alerts
  static let commands = AlertsCommands.all

  mutating func choose(_ line: Int) { chosen = line }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, state, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The list of alerts, if it is the topmost overlay.
  var alertList: AlertsState? {
    get { self[overlay: AlertsState.self] }
    set { self[overlay: AlertsState.self] = newValue }
  }

  /// The alerts of all runs, then what was passed over in their logs, then what was found and not read.
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
