import Plotting

/// The commands that work on every screen.
enum GlobalCommands {
  static func all(screens: [Screen]) -> [Command] {
    screens.map(command) + panels + files + terminal
  }

  /// One command per screen; its digit only switches screens.
  private static func command(of screen: Screen) -> Command {
    Command(
      screen.name, "\(screen.title) screen", scope: .global,
      keys: [.character(Character(String(screen.digit)))], why: screen.purpose,
      run: { state, _ in state.show(screen) })
  }

  private static let panels: [Command] = [
    open("help", "help", [.character("?")], HelpState(), hint: "help"),
    open(
      "palette", "command palette", [.character(":"), .control("p")], PaletteState(),
      hint: "cmd"),
    open("log", "log", [.character("~")], LogState()),
    Command(
      "overlay.choose", "choose a line", scope: .global,
      why: "What a click on a line of a list does.", argument: .required("LINE"), isListed: false,
      change: { state, text in
        guard let line = Int(text, radix: 10), var overlay = state.overlays.popLast() else {
          return
        }
        overlay.choose(line)
        state.overlays.append(overlay)
      }),
    Command(
      "back", "back", scope: .global, keys: [KeyPress(.escape)],
      why: "Closes the overlay in front and clears the last message; never quits.",
      change: { state, _ in
        state.message = nil
        state.closeOverlay()
      }),
  ]

  private static let files: [Command] = [
    Command(
      "open", "open a model or another file", scope: .global,
      why:
        "Points are shown on Map, logs and runs on Train; the model on screen stays until a new one is open.",
      argument: .path("FILE"),
      run: { state, path in state.open(model: path) }),
    Command(
      "data", "open a data set", scope: .global,
      why: "Its samples can be picked and encoded beside the model's own.",
      argument: .path("FILE"), run: { state, path in state.open(data: path) }),
    Command(
      "snapshot", "save picture and record", scope: .global, keys: [.character("S")],
      why: "A PNG of the decoded sample, and a JSON file with everything needed to reproduce it.",
      unavailable: Conditions.needsPicture, run: { state, _ in state.takeSnapshot() }),
  ]

  private static let terminal: [Command] = [
    StateCommands(.global).choice(
      "theme", "colours of text", [.character("T")],
      why: "For dark and light backgrounds, with high contrast, or without colour.", of: \.theme
    ) { "theme \($0.theme.rawValue)" },
    Command(
      "graphics", "simpler pictures, then the best again", scope: .global,
      keys: [.character("G")], why: "Simpler pictures need fewer bytes and fewer glyphs.",
      argument: .optional("half|braille|ascii"),
      change: { state, text in state.changeGraphics(to: text) }),
    Command(
      "repaint", "draw the whole screen again", scope: .global, keys: [.control("l")],
      why: "After another program has written over it.", run: { _, _ in [.repaint] }),
    Command(
      "suspend", "back to the shell", scope: .global, keys: [.control("z")],
      why: "The shell's command fg returns here.", run: { _, _ in [.suspend] }),
    Command(
      "quit", "quit", scope: .global, keys: [.character("q"), .control("c")], hint: "quit",
      why: "Leaves the program.", run: { _, _ in [.quit] }),
  ]

  private static func open(
    _ name: String, _ title: String, _ keys: [KeyPress], _ overlay: any Overlay, hint: String? = nil
  ) -> Command {
    Command(
      name, title, scope: .global, keys: keys, hint: hint,
      why: "Opens over the screen; escape goes back.",
      change: { state, _ in
        guard state.overlays.last.map({ type(of: $0).scope }) != type(of: overlay).scope else {
          return
        }
        state.overlays.append(overlay)
      })
  }
}
