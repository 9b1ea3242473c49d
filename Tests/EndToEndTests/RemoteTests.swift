import Foundation
import Glibc
import TestSupport
import Testing

/// The explorer at the other end of a line: ssh, mosh and GNU screen, as they are.
struct RemoteTests {
  private static let environment = [
    "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
  ]
  private static let variables = [
    "LANG": "C.UTF-8", "COLORTERM": "truecolor", "SWIFT_BACKTRACE": "enable=no",
  ]

  private func start(
    _ words: [String], columns: Int = 100, rows: Int = 30
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      words[0], Array(words.dropFirst()), environment: Self.environment, columns: columns,
      rows: rows)
  }

  private func waitForGalaxy(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "a decoded galaxy") {
      $0.text.contains("flux") && $0.text.contains("decode ")
    }
  }

  private var explorer: String {
    get throws { "\(BuiltProgram.path) \(try TrainedModel.path())" }
  }

  /// The keys of a visit: sliders, a key in two pieces, a stop that nobody could end, the end.
  private func visit(_ terminal: PseudoTerminal) throws {
    try waitForGalaxy(terminal)
    terminal.send("\u{1B}[C")
    try terminal.wait(forText: "undo 1")
    terminal.send("\u{1B}[")
    try terminal.waitForRest()
    terminal.send("C")
    try terminal.wait(forText: "undo 2")
    terminal.send("\u{1B}[200~qqq\u{1B}[201~l")
    try terminal.wait(forText: "undo 3")
  }

  @Test(.enabled(if: LoopbackServer.isAvailable, "needs a server of ssh that can be started here"))
  func isUsedOverSSH() throws {
    let server = try LoopbackServer()
    let terminal = try start(
      server.commandLine("\(try explorer); echo status $?", variables: Self.variables))
    try visit(terminal)
    terminal.send("\u{1A}")
    try terminal.wait(forText: "not suspended: no shell could continue the program")
    terminal.send("q")
    try terminal.wait(forText: "status 0")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.screen.unknown == [] && terminal.screen.modes == ScreenModel.usualModes)
  }

  /// The kernel and the network would hold megabytes; the terminal is what is asked.
  @Test(.enabled(if: LoopbackServer.isAvailable, "needs a server of ssh that can be started here"))
  func drawsTheNewestStateOnASlowLineOverSSH() throws {
    let server = try LoopbackServer()
    let terminal = try start(server.commandLine(try explorer, variables: Self.variables))
    try waitForGalaxy(terminal)
    terminal.bytesPerSecond = 9600
    let before = terminal.transcript.count
    for _ in 0..<60 { terminal.send("\u{1B}[C") }
    try terminal.wait(forText: "undo 60", seconds: 60)
    // Sixty frames would be 120 KB; the one on the way and the newest one are less than 12.
    #expect(terminal.transcript.count - before < 12_000)
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test(.enabled(if: LoopbackServer.isAvailable, "needs a server of ssh that can be started here"))
  func endsWhenTheClientIsGone() throws {
    let server = try LoopbackServer()
    let folder = try TemporaryFolder()
    let command = "echo $$ > \(folder.path("process")); exec \(try explorer)"
    let terminal = try start(server.commandLine(command, variables: Self.variables))
    try waitForGalaxy(terminal)
    let process = try #require(pid_t(folder.text(of: "process")))
    #expect(kill(process, 0) == 0)
    terminal.signal(SIGKILL)
    #expect(try terminal.waitForEnd() == .signalled(SIGKILL))
    try waitUntil("the explorer has ended") { kill(process, 0) != 0 }
  }

  private static let hasMosh =
    access("/usr/bin/mosh-server", X_OK) == 0 && access("/usr/bin/mosh-client", X_OK) == 0

  /// mosh draws by its own idea of a terminal, which repeats no characters.
  @Test(.enabled(if: hasMosh, "needs mosh"), arguments: ["C.UTF-8", "C"])
  func isUsedOverMosh(locale: String) throws {
    let folder = try TemporaryFolder()
    let server = """
      mosh-server new -i 127.0.0.1 -- env LC_ALL=\(locale) COLORTERM=truecolor \(try explorer) 2>/dev/null \
      </dev/null | sed -n 's/^MOSH CONNECT //p' > \(folder.path("address"))
      read port key < \(folder.path("address"))
      MOSH_KEY=$key exec mosh-client 127.0.0.1 $port
      """
    let terminal = try start(["/bin/sh", "-c", server])
    try visit(terminal)
    let direct = try PseudoTerminal(
      BuiltProgram.path, [try TrainedModel.path()],
      environment: [
        "TERM": "xterm-256color", "LC_ALL": locale, "COLORTERM": "truecolor",
        "PATH": "/usr/bin:/bin",
      ], columns: 100, rows: 30)
    try visit(direct)
    func rows(_ screen: ScreenModel) -> [String] { (0..<screen.rows - 2).map { screen.line($0) } }
    let expected = rows(direct.screen)
    try terminal.wait(for: "the same screen as without mosh") { rows($0) == expected }
    terminal.send("q")
    _ = try terminal.waitForEnd()
  }

  private static let hasScreen = access("/usr/bin/screen", X_OK) == 0

  /// GNU screen does not pass questions on that it does not answer.
  @Test(.enabled(if: hasScreen, "needs GNU screen"))
  func isUsedInScreen() throws {
    let folder = try TemporaryFolder()
    let terminal = try start([
      "/usr/bin/env", "SCREENDIR=\(folder.path)", "COLORTERM=truecolor", "screen", "-U", "-c",
      "/dev/null",
      "/bin/sh", "-c", "chmod 700 \(folder.path); \(try explorer); echo status $?; read x",
    ])
    try visit(terminal)
    terminal.send("q")
    try terminal.wait(forText: "status 0")
    #expect(!terminal.screen.text.contains("rgb:"))
    // The server of the screen ends with its last program.
    terminal.send("\n")
    _ = try terminal.waitForEnd()
  }
}

extension TemporaryFolder {
  fileprivate func text(of name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

private func waitUntil(_ what: String, _ condition: () -> Bool) throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while !condition() {
    try #require(ContinuousClock.now < deadline, "timed out waiting until \(what)")
    poll(nil, 0, 5)
  }
}
