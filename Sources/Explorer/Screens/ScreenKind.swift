import Plotting

/// The screens that exist, in the order of their digits.
enum ScreenKind: String, Sendable, CaseIterable {
  /// Sliders and what the decoder makes of them.
  case explore

  /// The name in the header.
  var title: String {
    switch self {
    case .explore: "Explore"
    }
  }

  /// The scopes whose keys work on the screen, the frontmost first.
  func scopes(_ state: ExplorerState) -> [CommandScope] {
    switch self {
    case .explore: ExploreCommands.scopes(state)
    }
  }

  /// Draws the screen.
  func draw(_ state: ExplorerState, into frame: inout Frame, in body: Rect, ink: Ink) {
    switch self {
    case .explore: frame.drawExplore(state, in: body, ink: ink)
    }
  }

  /// Asks the engine for what the screen shows and does not have.
  func pendingWork(_ state: inout ExplorerState) -> [ExplorerEffect] {
    switch self {
    case .explore: state.pendingExploreWork()
    }
  }
}
