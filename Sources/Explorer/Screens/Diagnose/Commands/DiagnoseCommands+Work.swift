import Diagnostics
import Models

extension DiagnoseCommands {
  /// What asks something of the engine.
  static let work: [Command] = [
    Command(
      "diagnose.recompute", "measure again", scope: .diagnose, keys: [.character("r")],
      hint: "again",
      why:
        "Measures anew even what was kept from an earlier time; equal inputs give equal numbers.",
      unavailable: Conditions.needs(Diagnose.needs),
      run: { state, _ in state.askForDiagnosis(ignoringKept: true) }),
    Command(
      "diagnose.export", "save as JSON and CSV", scope: .diagnose, keys: [.character("x")],
      hint: "export", why: "All numbers of the screen, with the model, the samples and the seed.",
      unavailable: needsDiagnosis,
      run: { state, _ in
        guard let diagnosis = state.diagnosis, let model = state.model else { return [] }
        state.message = .done("writing the diagnosis")
        let token = state.request(.exportDiagnosis)
        return [.exportDiagnosis(token, stem: "\(model.title)-diagnosis", diagnosis)]
      }),
  ]
}

/// The keys while a model is measured.
enum DiagnosingCommands {
  static let all: [Command] = [
    Command(
      "diagnose.stop", "stop measuring", scope: .diagnosing, keys: [KeyPress(.escape)],
      hint: "stop", why: "Gives up; r begins anew. Other screens can be used in the meantime.",
      run: { state, _ in
        state.abandon(.diagnose)
        state.haltDiagnosis("stopped; r measures again")
        return [.cancel(.diagnose)]
      })
  ]
}
