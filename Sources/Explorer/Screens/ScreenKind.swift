import Plotting

/// The screens that exist, in the order of their digits.
enum ScreenKind: String, Sendable, CaseIterable {
  /// Sliders and what the decoder makes of them.
  case explore
  /// The codes of many samples as points of a plane.
  case map
  /// Training while it goes on.
  case train
  /// What each latent learnt, in numbers.
  case diagnose
  /// How well scores tell anomalous samples from normal ones.
  case anomaly

  /// The key that opens it, the same whichever other screens exist.
  var digit: Int {
    switch self {
    case .explore: 1
    case .map: 2
    case .train: 4
    case .diagnose: 5
    case .anomaly: 7
    }
  }

  /// The name in the header.
  var title: String {
    switch self {
    case .explore: "Explore"
    case .map: "Map"
    case .train: "Train"
    case .diagnose: "Diagnose"
    case .anomaly: "Anomaly"
    }
  }

  /// Why one would want it.
  var purpose: String {
    switch self {
    case .explore: "The same point and sample, seen otherwise."
    case .map: "Shows which samples the model takes for neighbours, and decodes what lies between."
    case .train: "Shows how training goes, of runs of this program and of others."
    case .diagnose: "Measures which latent learnt which factor, and how well."
    case .anomaly: "Measures how well scores of the model tell anomalous samples from normal ones."
    }
  }

  /// The scopes whose keys work on the screen, the frontmost first.
  func scopes(_ state: ExplorerState) -> [CommandScope] {
    switch self {
    case .explore: ExploreCommands.scopes(state)
    case .map: MapCommands.scopes(state)
    case .train: TrainCommands.scopes(state)
    case .diagnose: DiagnoseCommands.scopes(state)
    case .anomaly: AnomalyCommands.scopes(state)
    }
  }

  /// What is in focus, from the fullest text to the shortest.
  func facts(_ state: ExplorerState) -> [String] {
    switch self {
    case .explore: state.focusFacts
    case .map: state.mapFacts
    case .train: state.trainFacts
    case .diagnose: state.diagnosisFacts
    case .anomaly: state.anomalyFacts
    }
  }

  /// Draws the screen.
  func draw(_ state: ExplorerState, into frame: inout Frame, in body: Rect, ink: Ink) {
    switch self {
    case .explore: frame.drawExplore(state, in: body, ink: ink)
    case .map: frame.drawMap(state, in: body, ink: ink)
    case .train: frame.drawTrain(state, in: body, ink: ink)
    case .diagnose: frame.drawDiagnose(state, in: body, ink: ink)
    case .anomaly: frame.drawAnomalies(state, in: body, ink: ink)
    }
  }

  /// Asks the engine for what the screen shows and does not have.
  func pendingWork(_ state: inout ExplorerState) -> [ExplorerEffect] {
    switch self {
    case .explore: state.pendingExploreWork()
    case .map: state.pendingMapWork()
    case .train: []
    case .diagnose: state.pendingDiagnosis()
    case .anomaly: state.pendingAnomalies()
    }
  }
}
