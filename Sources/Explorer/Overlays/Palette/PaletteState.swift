import Plotting

/// The palette: every command by name, with its argument typed after it.
struct PaletteState: TypedOverlay, ListOverlay {
  /// One line of the list.
  struct Entry: Sendable {
    /// The command.
    let command: Command
    /// The text typed after its name.
    let argument: String
    /// Whether its name was typed in full.
    var isTyped = false
  }

  static let scope = CommandScope.palette
  static let outlivesModel = true

  /// The text field.
  var field: TextField
  /// The index of the selected line among the matches.
  var line = 0
  /// The names of files that Tab cycles through.
  var completion: PathCompletion?
  /// The actual paths of names that cannot be typed.
  var paths = TypedPaths()

  init(text: String = "") {
    field = TextField(text)
  }

  func lineCount(_ state: ExplorerState) -> Int { state.paletteEntries.count }

  mutating func textChanged() { (line, completion) = (0, nil) }

  /// The palette with the name of a completion in its field.
  func completed(_ completion: PathCompletion) -> PaletteState {
    var palette = edited(to: TextField(completion.text))
    palette.completion = completion.isOver ? nil : completion
    palette.paths.add(completion.argument, for: completion.path)
    return palette
  }

  /// The lines of the list: a command whose name is typed in full first, then by score.
  ///
  /// - Parameters:
  ///   - scopes: The scopes whose commands are offered.
  ///   - table: The commands.
  ///   - recent: The names of the commands that come first while the field is empty.
  /// - Returns: The lines, best first.
  func entries(
    in scopes: [CommandScope], of table: CommandTable, recent: [String]
  ) -> [Entry] {
    let commands = table.commands(in: scopes).filter { $0.name != "palette" }
    let query = field.text
    guard query.contains(where: { $0 != " " }) else {
      return Self.recentFirst(commands, recent).map { Entry(command: $0, argument: "") }
    }
    let named = Self.named(by: query, among: commands)
    let rest = commands.filter { $0.name != named?.command.name }
    return (named.map { [$0] } ?? []) + Self.matches(query, among: rest)
  }

  private static func recentFirst(_ commands: [Command], _ recent: [String]) -> [Command] {
    let first = recent.compactMap { name in commands.first { $0.name == name } }
    return first + commands.filter { !recent.contains($0.name) }
  }

  /// The command with the longest name that the query begins with, the rest being its argument.
  private static func named(by query: String, among commands: [Command]) -> Entry? {
    let command = commands.filter { query == $0.name || query.hasPrefix($0.name + " ") }
      .max { $0.name.count < $1.name.count }
    return command.map { command in
      let argument = query.dropFirst(command.name.count).drop { $0 == " " }
      return Entry(command: command, argument: String(argument), isTyped: true)
    }
  }

  private static func matches(_ query: String, among commands: [Command]) -> [Entry] {
    commands.enumerated()
      .compactMap { index, command in
        FuzzyMatch.score(query, in: command.name + " " + command.title).map {
          (score: $0, index: index, command: command)
        }
      }
      .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
      .map { Entry(command: $0.command, argument: "") }
  }
}

extension CommandScope {
  static let palette = CommandScope("palette", title: "command palette", takesText: true)
}

extension ExplorerState {
  /// The palette, if it is the topmost overlay.
  var palette: PaletteState? {
    get { self[overlay: PaletteState.self] }
    set { self[overlay: PaletteState.self] = newValue }
  }

  /// The lines of the open palette.
  var paletteEntries: [PaletteState.Entry] {
    palette?.entries(in: scopesBelowOverlay, of: table, recent: recentCommands) ?? []
  }
}
