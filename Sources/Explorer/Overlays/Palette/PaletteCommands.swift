/// The keys of the palette, and what it means to run a command that needs an argument.
enum PaletteCommands {
  static let all: [Command] = [
    Command(
      "palette.up", "line up", scope: .palette, keys: [KeyPress(.up)],
      why: "Chooses the command to run.", run: { state, _ in move(&state, by: -1) }),
    Command(
      "palette.down", "line down", scope: .palette, keys: [KeyPress(.down)],
      why: "Chooses the command to run.", run: { state, _ in move(&state, by: 1) }),
    Command(
      "palette.complete", "complete the name", scope: .palette, keys: [KeyPress(.tab)],
      hint: "complete",
      why:
        "Completes the name of the chosen command, or the name of a file in its argument.",
      run: { state, _ in complete(&state) }),
    Command(
      "palette.run", "run the command", scope: .palette, keys: [KeyPress(.enter)], hint: "run",
      why: "Runs the chosen command with the argument typed after its name.",
      run: { state, _ in runChosen(&state) }),
    Command(
      "palette.close", "close the palette", scope: .palette, keys: [KeyPress(.escape)],
      hint: "close", why: "Goes back without running anything.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  /// Runs a command, or opens the palette for the argument that it needs.
  static func start(_ command: Command, _ state: inout ExplorerState) -> [ExplorerEffect] {
    if state.keepsBack(command, argument: "") { return [] }
    guard command.argument?.isRequired == true, command.unavailable(state) == nil else {
      return command.perform(&state)
    }
    state.overlays.append(PaletteState(text: command.name + " "))
    return []
  }

  private static func move(_ state: inout ExplorerState, by step: Int) -> [ExplorerEffect] {
    let count = state.paletteEntries.count
    guard let palette = state.palette else { return [] }
    state.palette?.chosen = ListCursor.moved(palette.chosen, by: step, count: count)
    return []
  }

  private static func complete(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let palette = state.palette else { return [] }
    let entries = state.paletteEntries
    guard entries.indices.contains(palette.chosen) else { return [] }
    let entry = entries[palette.chosen]
    if entry.isTyped, entry.command.argument?.isPath == true,
      palette.field.text.hasPrefix(entry.command.name + " ")
    {
      return state.completePath(entry)
    }
    state.palette = PaletteState(text: entry.command.name + " " + entry.argument)
    return []
  }

  private static func runChosen(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let palette = state.palette else { return [] }
    let entries = state.paletteEntries
    guard entries.indices.contains(palette.chosen) else {
      state.message = .failed("palette: no command matches '\(palette.field.text)'")
      return []
    }
    let entry = entries[palette.chosen]
    if entry.command.argument?.isRequired == true, entry.argument.isEmpty {
      return complete(&state)
    }
    let argument = palette.paths.path(entry.argument)
    state.closeOverlay()
    state.recentCommands.removeAll { $0 == entry.command.name }
    state.recentCommands.insert(entry.command.name, at: 0)
    guard entry.command.argument != nil || argument.isEmpty else {
      state.message = .failed("\(entry.command.name): takes no argument; found '\(argument)'")
      return []
    }
    if state.keepsBack(entry.command, argument: argument) { return [] }
    return entry.command.perform(&state, argument: argument)
  }
}
