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
  func filtered(by field: TextField) -> HelpState {
    var help = self
    if field.text != filter.text { help.chosen = 0 }
    help.filter = field
    return help
  }

  /// The commands to list, of the scopes below the help, that match the filter by text or by key.
  func commands(in scopes: [CommandScope]) -> [Command] {
    let query = filter.text.lowercased()
    let commands = CommandTable.commands(in: scopes)
    guard !query.isEmpty else { return commands }
    return commands.filter { command in
      command.keys.contains { $0.notation == filter.text || $0.label(glyphs: .ascii) == query }
        || command.title.lowercased().contains(query) || command.name.contains(query)
    }
  }
}

extension ExplorerState {
  /// The help, if it is the topmost overlay.
  var help: HelpState? {
    get {
      guard case .help(let help) = overlays.last else { return nil }
      return help
    }
    set {
      guard let newValue, help != nil else { return }
      overlays[overlays.count - 1] = .help(newValue)
    }
  }
}
