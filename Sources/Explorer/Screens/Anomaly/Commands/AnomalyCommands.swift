import Diagnostics
import Models

/// The commands of the Anomaly screen.
enum AnomalyCommands {
  static let all: [Command] =
    [StudyCommands<AnomalyRequest>.stop(prefix: "anomaly", scope: .comparing)]
    + AnomalyPlaceCommands.all + cells + views
    + StudyCommands<AnomalyRequest>.work(prefix: "anomaly", scope: .anomaly, formats: "JSON")

  /// The scopes whose keys are active on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    (state.isMeasuring(AnomalyRequest.self) ? [.comparing] : [])
      + (state.anomaly.showsGroups ? [.anomalyGroups] : []) + [.anomaly]
  }

  /// Requires a comparison.
  static let needsStudy = StudyCommands<AnomalyRequest>.needsResult

  private static let view = StateCommands(.anomaly, unavailable: needsStudy)

  /// The keys that select a cell, or a sample when the list is focused.
  private static let cells: [Command] = [
    view(
      "anomaly.cell", "choose a number", [], why: "What a click on the table does.",
      argument: .required("COLUMN,ROW"), isListed: false
    ) { state, text in
      guard let place = Command.indices(text, count: 2) else { return }
      state.anomaly.focus = .table
      state.moveAnomalyCell(columns: -1_000_000, rows: -1_000_000)
      state.moveAnomalyCell(columns: place[0], rows: place[1])
    },
    step("anomaly.left", "score to the left", [KeyPress(.left), .character("h")], columns: -1),
    step("anomaly.right", "score to the right", [KeyPress(.right), .character("l")], columns: 1),
    step("anomaly.up", "row above", [KeyPress(.up), .character("k")], rows: -1),
    step("anomaly.down", "row below", [KeyPress(.down), .character("j")], rows: 1),
    step("anomaly.page-up", "ten rows up", [KeyPress(.pageUp)], rows: -10),
    step("anomaly.page-down", "ten rows down", [KeyPress(.pageDown)], rows: 10),
    step("anomaly.first", "first row", [KeyPress(.home)], rows: -1_000_000),
    step("anomaly.last", "last row", [KeyPress(.end)], rows: 1_000_000),
  ]

  private static let views: [Command] = [
    Command(
      "anomaly.open", "values of the factors, or the sample in Explore", scope: .anomaly,
      keys: [KeyPress(.enter)], hint: "open",
      why:
        "On a set: shows the AUROC for every value of its factors. On a sample: opens it in Explore.",
      unavailable: needsStudy,
      run: { state, _ in
        if state.anomaly.focus == .worst { return state.openWorst() }
        state.toggleGroups()
        return []
      }),
    view(
      "anomaly.pane", "table or samples", [KeyPress(.tab), KeyPress(.backTab)], hint: "pane",
      why: "The arrows choose a number of the table, or one of the most unusual samples."
    ) { state, _ in state.anomaly.focus = state.anomaly.focus.next },
    view(
      "anomaly.definitions", "definitions", [.character("g")], hint: "formulas",
      why: "The formula, unit and source of every score, or the reason why there is none.",
      unavailable: { _ in nil }
    ) { state, _ in state.overlays.append(DefinitionsState(subject: .anomalies)) },
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    view(
      name, title, keys, hint: (columns + rows).magnitude == 1 ? "cell" : nil,
      why: "Chooses the set and the score whose distributions and samples are shown."
    ) { state, _ in
      if state.anomaly.focus == .worst {
        state.moveWorst(by: rows + columns)
      } else {
        state.moveAnomalyCell(columns: columns, rows: rows)
      }
    }
  }
}

/// The keys while the groups of a set are shown.
enum AnomalyPlaceCommands {
  static let all: [Command] = [
    Command(
      "anomaly.sets", "back to all sets", scope: .anomalyGroups, keys: [KeyPress(.escape)],
      hint: "all sets", why: "Goes back from the values of the factors to the sets.",
      change: { state, _ in state.anomaly.showsGroups = false })
  ]
}
