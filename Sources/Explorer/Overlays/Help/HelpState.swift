import Plotting

/// The help: every command that works here, filtered while one types.
struct HelpState: Sendable {
  /// What is typed.
  private(set) var filter = TextField()
  /// The chosen line among those that the filter leaves.
  var chosen = 0
  /// Whether the chosen line says why one would want it.
  var showsWhy = false

  /// The help with another filter; the choice starts over.
  func edited(to field: TextField) -> HelpState {
    var help = self
    if field.text != filter.text { help.chosen = 0 }
    help.filter = field
    return help
  }

  /// The commands to list, of the scopes below the help, that match the filter by text or by key.
  func commands(in scopes: [CommandScope], of table: CommandTable) -> [Command] {
    let query = filter.text.lowercased()
    let commands = table.commands(in: scopes)
    guard !query.isEmpty else { return commands }
    return commands.filter { command in
      command.keys.contains { $0.notation == filter.text || $0.label(glyphs: .ascii) == query }
        || command.title.lowercased().contains(query) || command.name.contains(query)
    }
  }
}

extension CommandScope {
  static let help = CommandScope("help", title: "help", takesText: true)
}

extension HelpState: Overlay {
  static let scope = CommandScope.help
  static let commands = HelpCommands.all
  static let outlivesModel = true
  var textField: TextField? { filter }

  mutating func choose(_ line: Int) { chosen = line }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, scopes: scopes, state, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The help, if it is the topmost overlay.
  var help: HelpState? {
    get { self[overlay: HelpState.self] }
    set { self[overlay: HelpState.self] = newValue }
  }
}
