/// The commands of the Explore screen.
enum ExploreCommands {
  static let all: [Command] =
    sliders + random + samples + interpolation + views
    + PlaneCommands.shown

  /// The scopes whose keys are active on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    if state.walk != nil { return [.interpolation, .explore] }
    switch state.explore.focus {
    case .sliders: return [.explore]
    case .sweep: return [.sweep, .explore]
    case .plane: return [.plane, .explore]
    }
  }

  /// Makes what only changes the state.
  static let edit = StateCommands(.explore, unavailable: Conditions.needsModel)
}
