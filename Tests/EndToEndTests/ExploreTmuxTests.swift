import TestSupport
import Testing

/// The explorer in tmux under a shell, where job control is real.
struct ExploreTmuxTests {
  private func startExplorer(_ tmux: TmuxSession, before: String = "", after: String = "") throws {
    tmux.run("\(before)\(BuiltProgram.path) \(try TrainedModel.path())\(after)")
    try tmux.terminal.wait(for: "a decoded galaxy") {
      $0.text.contains("flux") && $0.text.contains("decode ")
    }
  }

  @Test func aShellSuspendsItAndFindsItsTerminalUnchanged() throws {
    let tmux = try TmuxSession(columns: 100, rows: 30, environment: ["LANG": "C.UTF-8"])
    let terminal = tmux.terminal
    let folder = try TemporaryFolder()
    try startExplorer(tmux, before: "stty -g > \(folder.path)/before; ")
    for _ in 0..<8 { terminal.send("\u{1B}[C") }
    try terminal.wait(forText: "undo 8")

    terminal.send("\u{1A}")
    try terminal.wait(for: "the shell") {
      $0.text.contains("Stopped") && !$0.text.contains("flux")
    }
    tmux.run("fg")
    try terminal.wait(for: "the explorer again") {
      $0.text.contains("flux") && $0.text.contains("undo 8")
    }

    terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "the smaller screen") {
      $0.line(23).contains("quit") && $0.text.contains("flux")
    }
    terminal.send("q")
    try terminal.wait(for: "the shell") {
      !$0.text.contains("flux") && $0.text.contains("ready>")
    }
    tmux.run("stty -g > \(folder.path)/after; cmp \(folder.path)/{before,after} && echo sa''me")
    try terminal.wait(forText: "same")
  }

  /// As in `tmux new "latentty; read x"`: the shell of the pane knows no jobs.
  @Test func goesOnWhereNoShellKnowsJobs() throws {
    let tmux = try TmuxSession(columns: 100, rows: 30, environment: ["LANG": "C.UTF-8"])
    try startExplorer(tmux, before: "exec sh -c '", after: "; read x'")
    tmux.terminal.send("\u{1A}")
    try tmux.terminal.wait(forText: "not suspended: no shell could continue the program")
    tmux.terminal.send("l")
    try tmux.terminal.wait(forText: "undo 1")
  }

  @Test func theShellSeesTheStatusOfAnInterrupt() throws {
    let tmux = try TmuxSession(columns: 80, rows: 24, environment: ["LANG": "C.UTF-8"])
    try startExplorer(tmux, after: "; echo sta''tus $?")
    tmux.terminal.send("\u{3}")
    try tmux.terminal.wait(forText: "status 130")
  }

  @Test func everyColorModeIsUnderstood() throws {
    for color in ["24bit", "256", "16", "mono"] {
      let tmux = try TmuxSession(columns: 100, rows: 30, environment: ["LANG": "C.UTF-8"])
      try startExplorer(tmux, after: " --color \(color)")
      #expect(tmux.terminal.screen.text.contains(color), "the status line names \(color)")
    }
  }
}
