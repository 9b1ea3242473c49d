/// Input typed before the first model is open, deferred until the model is there.
struct EarlyKeys: Sendable {
  /// A deferred input.
  enum Entry: Sendable, Equatable {
    /// A key, looked up when it is delivered.
    case key(KeyPress)
    /// A command chosen in the palette or the help, which are available without a model.
    case command(name: String, argument: String)
  }

  /// Beyond this many the oldest are dropped.
  static let limit = 256
  /// The commands that need no model and change nothing that depends on one.
  static let immediate: Set<String> = [
    "quit", "help", "palette", "log", "back", "theme", "graphics", "repaint", "suspend", "open",
    "data",
  ]

  /// The deferred inputs, the oldest first.
  private(set) var entries: [Entry] = []
  /// Whether a deferred key opens a text field, so that what follows is text.
  private var isText = false

  /// Defers an input; drops the oldest where there is no room.
  mutating func append(_ entry: Entry) {
    entries.append(entry)
    entries.removeFirst(max(0, entries.count - Self.limit))
  }

  /// Defers a key unless it acts immediately: control-c always does, and outside of text whatever needs no
  /// model.
  ///
  /// - Returns: Whether the key is deferred.
  mutating func keep(_ key: KeyPress, for command: Command?) -> Bool {
    guard key != .control("c") else { return false }
    if let command, Self.immediate.contains(command.name), !isText { return false }
    append(.key(key))
    if [.enter, .escape].contains(key.key) {
      isText = false
    } else if let command {
      isText = isText || command.opensText
    }
    return true
  }
}

extension Command {
  /// Whether its key opens a text field.
  fileprivate var opensText: Bool { argument?.isRequired == true || name == "goto" }
}

extension ExplorerState {
  /// Whether the model named on the command line is still being opened.
  var awaitsFirstModel: Bool {
    model == nil && options.modelPath != nil && awaited[.open] != nil
  }

  /// Defers a key that needs the model; keys of open overlays go there.
  ///
  /// - Returns: Whether the key is deferred until the model is open.
  mutating func keepsBack(_ key: KeyPress) -> Bool {
    guard awaitsFirstModel, overlays.isEmpty else { return false }
    return earlyKeys.keep(key, for: table.command(for: key, in: scopes))
  }

  /// Defers a command, chosen by name, that needs the model.
  ///
  /// - Returns: Whether the command is deferred until the model is open.
  mutating func keepsBack(_ command: Command, argument: String) -> Bool {
    guard awaitsFirstModel, !EarlyKeys.immediate.contains(command.name) else { return false }
    earlyKeys.append(.command(name: command.name, argument: argument))
    message = .done("\(command.title): will run when the model is open")
    return true
  }

  /// Delivers the deferred inputs, below the overlays that were opened meanwhile.
  mutating func pressEarlyKeys() -> [ExplorerEffect] {
    let (entries, front) = (earlyKeys.entries, overlays)
    earlyKeys = EarlyKeys()
    guard !entries.isEmpty else { return [] }
    overlays = []
    defer { overlays += front }
    return entries.flatMap { entry -> [ExplorerEffect] in
      switch entry {
      case .key(let key): return press(key)
      case .command(let name, let argument):
        guard let command = table.command(named: name) else { return [] }
        return argument.isEmpty
          ? start(command) : command.perform(&self, argument: argument)
      }
    }
  }
}
