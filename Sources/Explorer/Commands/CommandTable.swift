/// The table from which keys, help, palette and hints are made: the commands of the screens, of the overlays,
/// and the global ones.
final class CommandTable: Sendable {
  /// The table of the program.
  static let standard = CommandTable()

  /// The screens in the order of their digits.
  let screens: [Screen]
  /// Every command, in the order of the help.
  let all: [Command]

  private struct Binding: Hashable {
    let scope: CommandScope
    let key: KeyPress
  }

  private let bindings: [Binding: Command]
  private let scopes: [CommandScope: [Command]]
  private let names: [String: Command]

  /// Combines the commands of screens and overlays.
  init(screens: [Screen] = Screen.all, overlays: [any Overlay.Type] = Overlays.all) {
    self.screens = screens.sorted { $0.digit < $1.digit }
    all =
      screens.flatMap(\.commands) + overlays.flatMap { $0.commands }
      + GlobalCommands.all(screens: self.screens)
    bindings = Dictionary(
      all.flatMap { command in
        command.keys.map { (Binding(scope: command.scope, key: $0), command) }
      }, uniquingKeysWith: { first, _ in first })
    scopes = Dictionary(grouping: all, by: \.scope)
    names = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The command of a key in the first scope that uses it.
  func command(for key: KeyPress, in scopes: [CommandScope]) -> Command? {
    for scope in scopes {
      if let command = bindings[Binding(scope: scope, key: key)] { return command }
    }
    return nil
  }

  /// Whether a key runs a command: no scope in front uses it, and it is not typed text there.
  func reaches(_ key: KeyPress, _ command: Command, in scopes: [CommandScope]) -> Bool {
    guard self.command(for: key, in: scopes)?.name == command.name else { return false }
    guard let front = scopes.first, front.takesText, command.scope != front else { return true }
    if case .character = key.key { return key.modifiers.contains(.control) }
    return true
  }

  /// The command with a name.
  func command(named name: String) -> Command? { names[name] }

  /// The listed commands of some scopes, scope by scope.
  func commands(in scopes: [CommandScope]) -> [Command] {
    scopes.flatMap { self.scopes[$0] ?? [] }.filter(\.isListed)
  }
}
