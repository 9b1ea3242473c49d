/// The commands of the Explore screen.
enum ExploreCommands {
  static let all: [Command] = sliders + random + samples + interpolation + views

  /// The scopes whose keys are active on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    if state.walk != nil { return [.interpolation, .explore] }
    return state.explore.focus == .sweep ? [.sweep, .explore] : [.explore]
  }

  /// Makes what only changes the state.
  static let edit = StateCommands(.explore, unavailable: Conditions.needsModel)
}
