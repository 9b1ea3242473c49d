extension PaletteState {
  static let commands: [Command] = [
    move("up", "line up", [KeyPress(.up)], by: -1, why: "Chooses the command to run."),
    move("down", "line down", [KeyPress(.down)], by: 1, why: "Chooses the command to run."),
    command(
      "complete", "complete the name", [KeyPress(.tab)], hint: "complete",
      why:
        "Completes the name of the chosen command, or the name of a file in its argument.",
      run: complete),
    command(
      "run", "run the command", [KeyPress(.enter)], hint: "run",
      why: "Runs the chosen command with the argument typed after its name.", run: runChosen),
    close("close the palette", why: "Goes back without running anything."),
  ]

  private static func complete(
    _ palette: PaletteState, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    let entries = state.paletteEntries
    guard entries.indices.contains(palette.line) else { return [] }
    let entry = entries[palette.line]
    if entry.isTyped, entry.command.argument?.isPath == true,
      palette.field.text.hasPrefix(entry.command.name + " ")
    {
      return state.completePath(entry)
    }
    state.palette = PaletteState(text: entry.command.name + " " + entry.argument)
    return []
  }

  private static func runChosen(
    _ palette: PaletteState, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    let entries = state.paletteEntries
    guard entries.indices.contains(palette.line) else {
      state.message = .failed("palette: no command matches '\(palette.field.text)'")
      return []
    }
    let entry = entries[palette.line]
    if entry.command.argument?.isRequired == true, entry.argument.isEmpty {
      return complete(palette, &state)
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

extension ExplorerState {
  /// Runs a command, or opens the palette for the argument that it needs.
  mutating func start(_ command: Command) -> [ExplorerEffect] {
    if keepsBack(command, argument: "") { return [] }
    guard command.argument?.isRequired == true, command.unavailable(self) == nil else {
      return command.perform(&self)
    }
    overlays.append(PaletteState(text: command.name + " "))
    return []
  }
}
