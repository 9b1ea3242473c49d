import Glibc
import TestSupport
import Testing

/// Control-z, below shells that know jobs and where nobody could continue the program.
struct JobTests {
  private static let environment = [
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
    "BASH_SILENCE_DEPRECATION_WARNING": "1",
  ]

  private func start(_ words: [String]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      words[0], Array(words.dropFirst()), environment: Self.environment)
    try terminal.wait(forText: "size 80x24")
    return terminal
  }

  private func expectStopAndReturn(_ terminal: PseudoTerminal) throws {
    try terminal.wait(forText: "stopped 148")
    #expect(terminal.hasInitialModes)
    #expect(terminal.screen.modes == ScreenModel.usualModes)
    terminal.resize(columns: 90, rows: 20)
    terminal.send("\n")
    try terminal.wait(forText: "resumed")
    #expect(terminal.screen.line(0) == "size 90x20")
    #expect(terminal.screen.modes == [7, 1049, 2004] && !terminal.hasInitialModes)
    terminal.send("q")
    try terminal.wait(forText: "ended 0")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  /// The bytes of the key, as tty line disciplines take them and as keyboard protocols spell them, and a key of the program.
  @Test(arguments: ["\u{1A}", "\u{1B}[122;5u", "\u{1B}[27;5;122~", "z"])
  func comesBackAfterBeingStopped(key: String) throws {
    let script = "set -m; \(terminalFixturePath()); echo stopped $?; read x; fg; echo ended $?"
    let terminal = try start(["/bin/bash", "--norc", "-c", script])
    terminal.send(key)
    try expectStopAndReturn(terminal)
  }

  /// The shell between stops too, and the one that knows jobs gets the terminal.
  @Test(arguments: ["\u{1A}", "\u{1B}[122;5u", "z"])
  func stopsTheShellBetween(key: String) throws {
    let script =
      "set -m; sh -c '\(terminalFixturePath()); true'; echo stopped $?; read x; fg; echo ended $?"
    let terminal = try start(["/bin/bash", "--norc", "-c", script])
    terminal.send(key)
    try expectStopAndReturn(terminal)
  }

  private static let orphans = [
    ["FIXTURE"], ["/bin/sh", "-c", "FIXTURE; true"], ["/bin/bash", "-lc", "FIXTURE; true"],
    ["/bin/bash", "-c", "time FIXTURE"], ["/bin/sh", "-c", "sh -c 'FIXTURE; true'; true"],
    ["/bin/sh", "-c", "true | FIXTURE </dev/tty; true"],
  ]

  @Test(arguments: orphans, ["\u{1A}", "\u{1B}[122;5u", "z"])
  func goesOnWhereNobodyCouldContinueIt(command: [String], key: String) throws {
    let terminal = try start(
      command.map { $0.replacing("FIXTURE", with: terminalFixturePath()) })
    terminal.send(key)
    try terminal.wait(forText: "notice(not suspended: no shell could continue the program)")
    terminal.send("j")
    try terminal.wait(forText: "character(\"j\")")
    #expect(terminal.screen.modes == [7, 1049, 2004])
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  @Test func goesOnAfterASignalOfAnotherProgramWhereNobodyCouldContinueIt() throws {
    let terminal = try start([terminalFixturePath()])
    terminal.signal(SIGTSTP)
    try terminal.wait(forText: "notice(not suspended")
  }

  /// A process whose group the terminal does not know: no key sends it a signal, no change of size either.
  @Test func usesATerminalOfAnotherSession() throws {
    let terminal = try start(["/usr/bin/setsid", "--wait", terminalFixturePath()])
    terminal.resize(columns: 90, rows: 20)
    try terminal.wait(forText: "size 90x20")
    terminal.send("\u{1A}")
    try terminal.wait(forText: "notice(not suspended")
    terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(130))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  /// As with `su USER -c`: neither the controlling terminal nor the name of the terminal opens.
  @Test func usesATerminalThatDoesNotOpen() throws {
    let program =
      getuid() == 0
      ? "exec setsid --wait setpriv --reuid=65534 --clear-groups"
      : "chmod 000 \"$(tty)\"; exec setsid --wait"
    let terminal = try start([
      "/bin/sh", "-c",
      "cp \(terminalFixturePath()) /tmp/latentty-fixture-$$; chmod 755 /tmp/latentty-fixture-$$; \(program) /tmp/latentty-fixture-$$",
    ])
    terminal.send("j")
    try terminal.wait(forText: "character(\"j\")")
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }
}
