import Plotting

/// The help: every available command, filtered by typed text.
struct HelpState: TypedOverlay, ListOverlay {
  static let scope = CommandScope.help
  static let outlivesModel = true

  /// The text field of the filter.
  var field = TextField()
  /// The index of the selected line among the matches.
  var line = 0
  /// Whether the purpose of the selected command is shown.
  var showsWhy = false

  func lineCount(_ state: ExplorerState) -> Int {
    commands(in: state.scopesBelowOverlay, of: state.table).count
  }

  /// The commands to list, of the scopes below the help, that match the filter by text or by key.
  func commands(in scopes: [CommandScope], of table: CommandTable) -> [Command] {
    let query = field.text.lowercased()
    let commands = table.commands(in: scopes)
    guard !query.isEmpty else { return commands }
    return commands.filter { command in
      command.keys.contains { $0.notation == field.text || $0.label(glyphs: .ascii) == query }
        || command.title.lowercased().contains(query) || command.name.contains(query)
    }
  }
}

extension CommandScope {
  static let help = CommandScope("help", title: "help", takesText: true)
}

extension ExplorerState {
  /// The help, if it is the topmost overlay.
  var help: HelpState? {
    get { self[overlay: HelpState.self] }
    set { self[overlay: HelpState.self] = newValue }
  }
}
