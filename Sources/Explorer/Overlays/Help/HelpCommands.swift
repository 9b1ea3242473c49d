/// The keys of the help.
enum HelpCommands {
  static let all: [Command] = [
    Command(
      "help.up", "line up", scope: .help, keys: [KeyPress(.up)],
      why: "Chooses the line to run.", run: { state, _ in move(&state, by: -1) }),
    Command(
      "help.down", "line down", scope: .help, keys: [KeyPress(.down)],
      why: "Chooses the line to run.", run: { state, _ in move(&state, by: 1) }),
    Command(
      "help.page-up", "ten lines up", scope: .help, keys: [KeyPress(.pageUp)],
      why: "Moves faster.", run: { state, _ in move(&state, by: -10) }),
    Command(
      "help.page-down", "ten lines down", scope: .help, keys: [KeyPress(.pageDown)],
      why: "Moves faster.", run: { state, _ in move(&state, by: 10) }),
    Command(
      "help.why", "explain the line", scope: .help, keys: [KeyPress(.tab)], hint: "why",
      why: "Shows the purpose of the command in a sentence or two.",
      run: { state, _ in
        state.help?.showsWhy.toggle()
        return []
      }),
    Command(
      "help.run", "run the line", scope: .help, keys: [KeyPress(.enter)], hint: "run",
      why: "The help is also a menu.", run: { state, _ in runChosen(&state) }),
    Command(
      "help.close", "close the help", scope: .help, keys: [KeyPress(.escape)], hint: "close",
      why: "Goes back to where the help was opened.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func move(_ state: inout ExplorerState, by step: Int) -> [ExplorerEffect] {
    guard let help = state.help else { return [] }
    let count = help.commands(in: state.scopesBelowOverlay, of: state.table).count
    state.help?.chosen = ListCursor.moved(help.chosen, by: step, count: count)
    return []
  }

  private static func runChosen(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let help = state.help else { return [] }
    let commands = help.commands(in: state.scopesBelowOverlay, of: state.table)
    guard commands.indices.contains(help.chosen) else {
      state.message = .failed("help: no command matches '\(help.filter.text)'")
      return []
    }
    state.closeOverlay()
    return PaletteCommands.start(commands[help.chosen], &state)
  }
}
