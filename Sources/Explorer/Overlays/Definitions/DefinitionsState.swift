import Diagnostics
import Plotting

/// The definitions: every metric with its formula and source.
struct DefinitionsState: Sendable {
  /// Whose numbers are explained.
  enum Subject: Sendable {
    /// The metrics of the Diagnose screen.
    case diagnosis
    /// The scores of the Anomaly screen.
    case anomalies
  }

  /// Whose numbers are explained.
  var subject = Subject.diagnosis
  /// The first line in view.
  var offset = 0
}

extension ExplorerState {
  /// The definitions, if they are the topmost overlay.
  var definitions: DefinitionsState? {
    get {
      guard case .definitions(let definitions) = overlays.last else { return nil }
      return definitions
    }
    set {
      guard let newValue, definitions != nil else { return }
      overlays[overlays.count - 1] = .definitions(newValue)
    }
  }
}
