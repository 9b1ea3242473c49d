extension HelpState {
  static let commands: [Command] = [
    move("up", "line up", [KeyPress(.up)], by: -1, why: "Chooses the line to run."),
    move("down", "line down", [KeyPress(.down)], by: 1, why: "Chooses the line to run."),
    move("page-up", "ten lines up", [KeyPress(.pageUp)], by: -10, why: "Moves faster."),
    move("page-down", "ten lines down", [KeyPress(.pageDown)], by: 10, why: "Moves faster."),
    command(
      "why", "explain the line", [KeyPress(.tab)], hint: "why",
      why: "Shows the purpose of the command in a sentence or two."
    ) { _, state in
      state.help?.showsWhy.toggle()
      return []
    },
    command(
      "run", "run the line", [KeyPress(.enter)], hint: "run", why: "The help is also a menu."
    ) { help, state in
      let commands = help.commands(in: state.scopesBelowOverlay, of: state.table)
      guard commands.indices.contains(help.line) else {
        state.message = .failed("help: no command matches '\(help.field.text)'")
        return []
      }
      state.closeOverlay()
      return state.start(commands[help.line])
    },
    close("close the help", why: "Goes back to where the help was opened."),
  ]
}
