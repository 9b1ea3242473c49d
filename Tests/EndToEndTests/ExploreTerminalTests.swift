import Glibc
import TestSupport
import Testing

/// The explorer on a real pseudo-terminal.
struct ExploreTerminalTests {
  private static let environment = [
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
    "SWIFT_BACKTRACE": "enable=no",
  ]

  private func start(
    _ arguments: [String] = [], _ changes: [String: String?] = [:], columns: Int = 100,
    rows: Int = 30
  ) throws -> PseudoTerminal {
    var environment = Self.environment
    for (name, value) in changes { environment[name] = value }
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [try TrainedModel.path()] + arguments, environment: environment,
      columns: columns, rows: rows)
    return terminal
  }

  private func started(
    _ arguments: [String] = [], _ changes: [String: String?] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try start(arguments, changes)
    try waitForGalaxy(terminal)
    return terminal
  }

  /// The read-outs stand on the screen once a galaxy has been decoded.
  private func waitForGalaxy(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "a decoded galaxy") {
      $0.text.contains("flux") && $0.text.contains("decode ")
    }
  }

  private func expectRestored(_ terminal: PseudoTerminal) {
    #expect(terminal.hasInitialModes)
    #expect(terminal.screen.modes == ScreenModel.usualModes)
  }

  /// The colours of the right half, where the pictures are.
  private func pictures(_ screen: ScreenModel) -> [ScreenModel.Pen] {
    (3..<12).flatMap { row in
      (screen.columns / 2..<screen.columns).map { screen[$0, row].pen }
    }
  }

  @Test func aSliderMovesAndTheGalaxyChanges() throws {
    let terminal = try started()
    #expect(terminal.screen.unknown == [] && terminal.screen.scrollCount == 0)
    let before = pictures(terminal.screen)
    for _ in 0..<8 { terminal.send("\u{1B}[C") }
    try terminal.wait(for: "another picture") { pictures($0) != before }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectRestored(terminal)
  }

  /// Each key that is not a character opens, changes or closes something that can be waited for.
  @Test func everyKindOfKeyArrives() throws {
    let terminal = try started()
    func press(_ keys: String, _ what: String, _ condition: (ScreenModel) -> Bool) throws {
      terminal.send(keys)
      try terminal.wait(for: what, until: condition)
    }
    try press("?", "help") { $0.text.contains("filter:") }
    try press("sweep", "a filter") { $0.text.contains("filter: sweep") }
    try press("\u{7F}", "a shorter filter") { $0.text.contains("filter: swee ") }
    try press("\u{1B}", "the galaxy") { !$0.text.contains("filter:") }
    try press("\u{1B}[5~", "a coarse step") { $0.text.contains("edits 1/") }
    try press("\u{1B}[6~", "the step back") { $0.text.contains("edits 0/") }
    try press("\u{1B}[F", "the last latent") { !$0.line(2).contains("▸") }
    try press("\u{1B}[H", "the first latent") { $0.line(2).contains("▸") }
    try press(":", "the palette") { $0.text.contains("command") }
    try press("stretch log", "a command") {
      $0.text.contains(": stretch log") || $0.text.contains(":stretch log")
    }
    try press("\r", "the stretch") { !$0.text.contains("command") && $0.text.contains("log") }
    for keys in ["\t", "\u{1B}[Z", "\u{1B}[3~", "\u{1B}OP", "\u{1B}[1;2C"] { terminal.send(keys) }
    try press("?", "help again") { $0.text.contains("filter:") }
    try press("\u{1B}", "the galaxy again") { !$0.text.contains("filter:") }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectRestored(terminal)
  }

  @Test func everyWindowSizeIsFollowed() throws {
    let terminal = try started()
    for (columns, rows) in [(80, 24), (1, 1), (30, 5), (160, 50), (100, 30)] {
      terminal.resize(columns: columns, rows: rows)
    }
    try waitForGalaxy(terminal)
    terminal.resize(columns: 1, rows: 1)
    terminal.send("l")
    terminal.resize(columns: 120, rows: 40)
    try terminal.wait(for: "the last row of 40") { $0.line(39).contains("quit") }
    #expect(terminal.screen.unknown == [])
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGQUIT])
  func aSignalEndsItAndTheTerminalIsRestored(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .exited(128 + number))
    expectRestored(terminal)
  }

  @Test func aDroppedLineEndsIt() throws {
    let terminal = try started()
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(129))
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS])
  func aCrashRestoresTheTerminal(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .signalled(number))
    expectRestored(terminal)
  }

  /// What is said once about a terminal that is not drawn on as its name has it.
  private static func notice(_ changes: [String: String?]) -> String? {
    if changes["LANG"] == "xx_YY.UTF-8" { return "using C.UTF-8" }
    switch changes["TERM"] {
    case "never-heard-of": return "this system does not know TERM=never-heard-of"
    case "xterm-unheard": return "drawing as for xterm-256color"
    case .some(nil): return "TERM is not set"
    default: return nil
    }
  }

  @Test(
    arguments: [
      ["TERM": "never-heard-of", "COLORTERM": nil], ["TERM": "xterm-unheard", "COLORTERM": nil],
      ["LANG": "xx_YY.UTF-8"], ["LANG": "C"], ["NO_COLOR": "1"],
      ["TERM": "linux", "COLORTERM": nil],
      ["TERM": "vt100", "COLORTERM": nil], ["TERM": nil, "COLORTERM": nil, "LANG": nil],
    ] as [[String: String?]])
  func everyTerminalIsDrawnOn(changes: [String: String?]) throws {
    let terminal = try start([], changes)
    if let notice = Self.notice(changes) {
      try terminal.wait(for: notice) { $0.text.contains("flux") && $0.text.contains(notice) }
      terminal.send("j")
    }
    try waitForGalaxy(terminal)
    if changes["LANG"] == "xx_YY.UTF-8" {
      #expect(terminal.screen.text.contains { "▀▄█".contains($0) })
    }
    if changes["LANG"] == "C" { #expect(terminal.screen.text.utf8.allSatisfy { $0 < 0x80 }) }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes && terminal.screen.modes.contains(25))
  }

  @Test func aDumbTerminalIsRefusedInOneLine() throws {
    let terminal = try start([], ["TERM": "dumb"])
    #expect(try terminal.waitForEnd() == .exited(2))
    #expect(terminal.screen.text.contains("a TERM with cursor addressing"))
    #expect(terminal.screen.text.contains("--dump"))
  }

  @Test func aBrokenModelLeavesTheTerminalAsItWas() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("broken.safetensors")
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(write(descriptor, "broken", 6) == 6)
    close(descriptor)
    let terminal = try PseudoTerminal(BuiltProgram.path, [path], environment: Self.environment)
    #expect(try terminal.waitForEnd() == .exited(1))
    expectRestored(terminal)
    let shown = terminal.screen.text.split(separator: "\n").joined()
    #expect(shown.contains("latentty: ") && shown.contains("broken.safetensors"))
  }
}
