/// The commands of the Explore screen.
enum ExploreCommands {
  static let all: [Command] = sliders + random + samples + interpolation + views

  /// The scopes whose keys work on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    if state.walk != nil { return [.interpolation, .explore] }
    return state.explore.focus == .sweep ? [.sweep, .explore] : [.explore]
  }

  /// A command that only changes the state.
  static func edit(
    _ name: String, _ title: String, keys: [KeyPress], hint: String? = nil, why: String,
    argument: Command.Argument? = nil,
    unavailable: @escaping Command.Condition = Conditions.needsModel,
    change: @escaping @Sendable (_ state: inout ExplorerState, _ argument: String) -> Void
  ) -> Command {
    Command(
      name, title, scope: .explore, keys: keys, hint: hint, why: why, argument: argument,
      unavailable: unavailable,
      change: change)
  }
}
