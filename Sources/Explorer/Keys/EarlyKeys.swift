/// What was typed before the first model is open, kept until it can act.
struct EarlyKeys: Sendable {
  /// Something that acts once there is a model.
  enum Entry: Sendable, Equatable {
    /// A key, looked up where it will arrive.
    case key(KeyPress)
    /// A command chosen in the palette or the help, which need no model themselves.
    case command(name: String, argument: String)
  }

  /// Of more than this many the newest are kept.
  static let limit = 256
  /// The commands that need no model and change nothing that depends on one.
  static let immediate: Set<String> = [
    "quit", "help", "palette", "log", "back", "theme", "graphics", "repaint", "suspend", "open",
    "data",
  ]

  /// What waits, the oldest first.
  private(set) var entries: [Entry] = []
  /// Whether a key that waits opens a text field, so that what follows is text.
  private var isText = false

  /// Keeps something, and forgets the oldest where there is no room.
  mutating func append(_ entry: Entry) {
    entries.append(entry)
    entries.removeFirst(max(0, entries.count - Self.limit))
  }

  /// Keeps a key unless it acts at once: control-c always does, and whatever needs no model where it is no text.
  ///
  /// - Returns: Whether the key waits.
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
  /// Whether its key puts a text field in front.
  fileprivate var opensText: Bool { argument?.isRequired == true || name == "goto" }
}

extension ExplorerState {
  /// Whether the model that the program was started for is still being opened.
  var awaitsFirstModel: Bool {
    model == nil && options.modelPath != nil && awaited[.open] != nil
  }

  /// Keeps a key that has nothing to act on yet; those of overlays, which open at once, go there.
  ///
  /// - Returns: Whether the key waits for the model.
  mutating func keepsBack(_ key: KeyPress) -> Bool {
    guard awaitsFirstModel, overlays.isEmpty else { return false }
    return earlyKeys.keep(key, for: table.command(for: key, in: scopes))
  }

  /// Keeps a command that was chosen by name and has nothing to act on yet.
  ///
  /// - Returns: Whether the command waits for the model.
  mutating func keepsBack(_ command: Command, argument: String) -> Bool {
    guard awaitsFirstModel, !EarlyKeys.immediate.contains(command.name) else { return false }
    earlyKeys.append(.command(name: command.name, argument: argument))
    message = .done("\(command.title): as soon as the model is open")
    return true
  }

  /// Does what was typed before the model was open, below the overlays that were opened meanwhile.
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
