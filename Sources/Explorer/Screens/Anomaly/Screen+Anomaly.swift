import Plotting

extension Screen {
  /// How well scores separate anomalous samples from normal ones.
  static let anomaly: Screen = Screen(
    name: "anomaly", digit: 7, title: "Anomaly",
    purpose: "Measures how well scores of the model separate anomalous samples from normal ones.",
    commands: AnomalyCommands.all, scopes: AnomalyCommands.scopes, facts: \.anomalyFacts,
    draw: { state, frame, body, ink in frame.drawAnomalies(state, in: body, ink: ink) },
    pendingWork: { $0.pendingStudy(AnomalyRequest.self) },
    forget: { state, _ in
      defer { state.anomaly = AnomalyState() }
      return state.cancel(AnomalyRequest.self)
    },
    status: { state, ink in StatusWord(AnomalyRequest.self, state, ink) })
}

extension CommandScope {
  /// The Anomaly screen.
  static let anomaly = CommandScope("anomaly", title: "Anomaly")
  /// While the values of a set's factors are shown.
  static let anomalyGroups = CommandScope("anomalyGroups", title: "values of factors")
  /// While a comparison is running.
  static let comparing = CommandScope("comparing", title: "comparing")
}

extension ExplorerState {
  /// The state of the Anomaly screen.
  var anomaly: AnomalyState {
    _read { yield self[AnomalyState.self] }
    _modify { yield &self[AnomalyState.self] }
  }
}
