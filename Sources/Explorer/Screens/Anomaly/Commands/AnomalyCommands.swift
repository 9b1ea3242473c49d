import Diagnostics
import Models

/// The commands of the Anomaly screen.
enum AnomalyCommands {
  static let all: [Command] = cells + views + work

  /// The scopes whose keys work on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    (state.awaited[.anomalies] == nil ? [] : [.comparing])
      + (state.anomaly.showsGroups ? [.anomalyGroups] : []) + [.anomaly]
  }

  /// There is nothing to show before samples were compared.
  static let needsStudy: Command.Condition = {
    $0.anomalies == nil ? "nothing was compared yet" : nil
  }

  /// The keys that choose a number, or a sample when the list has the focus.
  private static let cells: [Command] = [
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
        "On a set: the same areas for every value of its factors. On a sample: opens it in Explore.",
      unavailable: needsStudy,
      run: { state, _ in
        if state.anomaly.focus == .worst { return state.openWorst() }
        state.toggleGroups()
        return []
      }),
    Command(
      "anomaly.pane", "table or samples", scope: .anomaly,
      keys: [KeyPress(.tab), KeyPress(.backTab)], hint: "pane",
      why: "The arrows choose a number of the table, or one of the most unusual samples.",
      unavailable: needsStudy,
      run: { state, _ in
        state.anomaly.focus = state.anomaly.focus.next
        return []
      }),
    Command(
      "anomaly.definitions", "definitions", scope: .anomaly, keys: [.character("g")],
      hint: "formulas", why: "Every score's formula, unit and source, or why there is none.",
      run: { state, _ in
        state.overlays.append(.definitions(DefinitionsState(subject: .anomalies)))
        return []
      }),
  ]

  private static let work: [Command] = [
    Command(
      "anomaly.recompute", "compare again", scope: .anomaly, keys: [.character("r")],
      hint: "again",
      why:
        "Compares anew even what was kept from an earlier time; equal inputs give equal numbers.",
      unavailable: Conditions.needs(AnomalyDetection.needs),
      run: { state, _ in state.askForAnomalies(ignoringKept: true) }),
    Command(
      "anomaly.export", "save as JSON", scope: .anomaly, keys: [.character("x")], hint: "export",
      why: "All numbers of the screen, with the model, the samples and the seed.",
      unavailable: needsStudy,
      run: { state, _ in
        guard let study = state.anomalies, let model = state.model else { return [] }
        state.message = .done("writing the comparison")
        let token = state.request(.exportAnomalies)
        return [.exportAnomalies(token, stem: "\(model.title)-anomalies", study)]
      }),
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    Command(
      name, title, scope: .anomaly, keys: keys,
      hint: (columns + rows).magnitude == 1 ? "cell" : nil,
      why: "Chooses the set and the score whose distributions and samples are shown.",
      unavailable: needsStudy,
      run: { state, _ in
        if state.anomaly.focus == .worst {
          state.moveWorst(by: rows + columns)
        } else {
          state.moveAnomalyCell(columns: columns, rows: rows)
        }
        return []
      })
  }
}

/// The keys while samples are compared, and while the groups of a set are shown.
enum AnomalyPlaceCommands {
  static let all: [Command] = [
    Command(
      "anomaly.stop", "stop comparing", scope: .comparing, keys: [KeyPress(.escape)],
      hint: "stop", why: "Gives up; r begins anew. Other screens can be used in the meantime.",
      run: { state, _ in
        state.abandon(.anomalies)
        state.haltAnomalies("stopped; r compares again")
        return [.cancel(.anomalies)]
      }),
    Command(
      "anomaly.sets", "all sets again", scope: .anomalyGroups, keys: [KeyPress(.escape)],
      hint: "all sets", why: "Goes back from the values of the factors to the sets.",
      run: { state, _ in
        state.anomaly.showsGroups = false
        return []
      }),
  ]
}
