import Diagnostics

/// The commands of the Diagnose screen.
enum DiagnoseCommands {
  static let all: [Command] =
    [StudyCommands<DiagnosisRequest>.stop(prefix: "diagnose", scope: .diagnosing)] + cells + views
    + StudyCommands<DiagnosisRequest>.work(
      prefix: "diagnose", scope: .diagnose, formats: "JSON and CSV")

  /// The scopes whose keys are active on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    state.isMeasuring(DiagnosisRequest.self) ? [.diagnosing, .diagnose] : [.diagnose]
  }

  /// Requires a diagnosis.
  static let needsDiagnosis = StudyCommands<DiagnosisRequest>.needsResult

  /// Makes commands that only change how the diagnosis is shown.
  static let view = StateCommands(.diagnose, unavailable: needsDiagnosis)

  /// The keys that select a cell, or scroll the scores when they are focused.
  private static let cells: [Command] = [
    step("diagnose.left", "latent to the left", [KeyPress(.left), .character("h")], columns: -1),
    step("diagnose.right", "latent to the right", [KeyPress(.right), .character("l")], columns: 1),
    step("diagnose.up", "row above", [KeyPress(.up), .character("k")], rows: -1),
    step("diagnose.down", "row below", [KeyPress(.down), .character("j")], rows: 1),
    step("diagnose.page-up", "ten rows up", [KeyPress(.pageUp)], rows: -10),
    step("diagnose.page-down", "ten rows down", [KeyPress(.pageDown)], rows: 10),
    step("diagnose.first", "first latent", [KeyPress(.home)], columns: -1_000_000),
    step("diagnose.last", "last latent", [KeyPress(.end)], columns: 1_000_000),
    view(
      "diagnose.cell", "choose a cell", [], why: "What a click on the matrix does.",
      argument: .required("COLUMN,ROW"), isListed: false
    ) { state, text in
      guard let place = Command.indices(text, count: 2) else { return }
      state.diagnose.focus = .matrix
      state.moveCell(columns: -1_000_000, rows: -1_000_000)
      state.moveCell(columns: place[0], rows: place[1])
    },
    view(
      "diagnose.pane", "matrix or scores", [KeyPress(.tab), KeyPress(.backTab)], hint: "pane",
      why: "The arrows choose a cell of the matrix, or scroll the scores."
    ) { state, _ in state.diagnose.focus = state.diagnose.focus.next },
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    view(
      name, title, keys, hint: (columns + rows).magnitude == 1 ? "cell" : nil,
      why:
        "Chooses the pair of factor and latent that Enter plots, or scrolls the scores."
    ) { state, _ in
      if state.diagnose.focus == .scores {
        state.scrollScores(by: rows + columns)
      } else {
        state.moveCell(columns: columns, rows: rows)
      }
    }
  }
}
