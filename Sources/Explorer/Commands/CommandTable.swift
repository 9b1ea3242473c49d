/// The one table of commands that keys, help, palette and hints are made from.
enum CommandTable {
  /// Every command, in the order of the help.
  static let all: [Command] =
    InterpolationCommands.all + SweepCommands.all + ExploreCommands.all + MapPrefixCommands.all
    + MapCommands.all + ColumnsCommands.all + TrainingCommands.all + TrainCommands.all
    + ChartsCommands.all + AlertsCommands.all + DiagnosingCommands.all
    + DiagnoseCommands.all + AnomalyPlaceCommands.all + AnomalyCommands.all + ScatterCommands.all
    + DefinitionsCommands.all + InspectorCommands.all
    + SamplesCommands.all + LogCommands.all + HelpCommands.all + PaletteCommands.all
    + ValueCommands.all + GlobalCommands.all

  private struct Binding: Hashable {
    let scope: CommandScope
    let key: KeyPress
  }

  private static let bindings: [Binding: Command] = Dictionary(
    all.flatMap { command in
      command.keys.map { (Binding(scope: command.scope, key: $0), command) }
    }, uniquingKeysWith: { first, _ in first })

  /// The command of a key in the first scope that uses it.
  static func command(for key: KeyPress, in scopes: [CommandScope]) -> Command? {
    for scope in scopes {
      if let command = bindings[Binding(scope: scope, key: key)] { return command }
    }
    return nil
  }

  /// Whether a key runs a command: no scope in front uses it, and it is not text there.
  static func reaches(_ key: KeyPress, _ command: Command, in scopes: [CommandScope]) -> Bool {
    guard self.command(for: key, in: scopes)?.name == command.name else { return false }
    guard let front = scopes.first, front.takesText, command.scope != front else { return true }
    if case .character = key.key { return key.modifiers.contains(.control) }
    return true
  }

  /// The command with a name.
  static func command(named name: String) -> Command? {
    all.first { $0.name == name }
  }

  /// The commands of some scopes, scope by scope.
  static func commands(in scopes: [CommandScope]) -> [Command] {
    scopes.flatMap { scope in all.filter { $0.scope == scope } }
  }
}
