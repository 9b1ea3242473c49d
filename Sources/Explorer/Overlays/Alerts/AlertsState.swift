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

extension ExplorerState {
  /// The list of alerts, if it is the topmost overlay.
  var alertList: AlertsState? {
    get {
      guard case .alerts(let alerts) = overlays.last else { return nil }
      return alerts
    }
    set {
      guard let newValue, alertList != nil else { return }
      overlays[overlays.count - 1] = .alerts(newValue)
    }
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
