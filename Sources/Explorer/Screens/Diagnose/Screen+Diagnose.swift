import Plotting

extension Screen {
  /// What each latent has learnt, in numbers.
  static let diagnose: Screen = Screen(
    name: "diagnose", digit: 5, title: "Diagnose",
    purpose: "Measures which latent learnt which factor, and how well.",
    commands: DiagnoseCommands.all, scopes: DiagnoseCommands.scopes, facts: \.diagnosisFacts,
    draw: { state, frame, body, ink in frame.drawDiagnose(state, in: body, ink: ink) },
    pendingWork: { $0.pendingStudy(DiagnosisRequest.self) },
    forget: { state, _ in
      defer { state.diagnose = state.diagnose.restarted }
      return state.cancel(DiagnosisRequest.self)
    },
    status: { state, ink in StatusWord(DiagnosisRequest.self, state, ink) })
}

extension CommandScope {
  /// The Diagnose screen.
  static let diagnose = CommandScope("diagnose", title: "Diagnose")
  /// While a diagnosis is running.
  static let diagnosing = CommandScope("diagnosing", title: "measuring")
}

extension ExplorerState {
  /// The state of the Diagnose screen.
  var diagnose: DiagnoseState {
    _read { yield self[DiagnoseState.self] }
    _modify { yield &self[DiagnoseState.self] }
  }
}
