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

extension CommandScope {
  static let definitions = CommandScope("definitions", title: "definitions")
}

extension DefinitionsState: Overlay {
  static let scope = CommandScope.definitions
  static let commands = DefinitionsCommands.all

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, state, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The definitions, if they are the topmost overlay.
  var definitions: DefinitionsState? {
    get { self[overlay: DefinitionsState.self] }
    set { self[overlay: DefinitionsState.self] = newValue }
  }
}
