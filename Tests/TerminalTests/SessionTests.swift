import Glibc
import TestSupport
import Testing

/// A real process on a real pseudo-terminal.
struct SessionTests {
  private static let environment = [
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
  ]

  private func start(
    _ arguments: [String] = [], _ changes: [String: String?] = [:], columns: Int = 80,
    rows: Int = 24
  ) throws -> PseudoTerminal {
    var environment = Self.environment
    for (name, value) in changes { environment[name] = value }
    return try PseudoTerminal(
      terminalFixturePath(), arguments, environment: environment, columns: columns, rows: rows)
  }

  private func expectRestored(_ terminal: PseudoTerminal) {
    #expect(terminal.hasInitialModes)
    #expect(terminal.screen.modes == ScreenModel.usualModes)
  }

  @Test func drawsAndGivesTheTerminalBack() throws {
    let terminal = try start()
    try terminal.wait(forText: "size 80x24")
    try terminal.wait(for: "the last cell") { $0[79, 23].glyph == "#" }
    #expect(!terminal.hasInitialModes)
    #expect(terminal.screen.modes == [7, 1049, 2004])
    #expect(terminal.screen.line(3) == "drawn half 24bit latentty-direct")
    #expect(terminal.screen.line(6) == "é─⣿▀ bold")
    #expect(terminal.screen.unknown == [] && terminal.screen.scrollCount == 0)
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectRestored(terminal)
  }

  @Test func decodesKeysAndTellsEscape() throws {
    let terminal = try start()
    try terminal.wait(forText: "size")
    terminal.send("\u{1B}[1;2A")
    try terminal.wait(forText: "keys arrow(Terminal.Key.Direction.up, isShifted: true)")
    terminal.send("\u{1B}")
    try terminal.wait(forText: "isShifted: true) escape")
    terminal.send("\u{1B}[200~quit\u{1B}[201~")
    try terminal.wait(forText: "events pasted(quit)")
  }

  @Test func followsTheSize() throws {
    let terminal = try start()
    try terminal.wait(forText: "size 80x24")
    for (columns, rows) in [(100, 30), (20, 10), (1, 1), (2, 40), (120, 40)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.wait(for: "a frame of \(columns)x\(rows)") {
        $0[columns - 1, rows - 1].glyph == "#"
      }
      #expect(terminal.screen.scrollCount == 0 && terminal.screen.unknown == [])
    }
    #expect(terminal.screen.line(0) == "size 120x40")
  }

  @Test func redrawsAfterAQuickChangeOfSizeAndBack() throws {
    let terminal = try start()
    try terminal.wait(for: "the last cell") { $0[79, 23].glyph == "#" }
    for (columns, rows) in [(1, 1), (80, 24)] { terminal.resize(columns: columns, rows: rows) }
    try terminal.wait(for: "the last cell again") {
      $0[79, 23].glyph == "#" && $0.line(0) == "size 80x24"
    }
  }

  @Test func redrawsAfterAStopWithoutWarning() throws {
    let terminal = try start()
    try terminal.wait(forText: "size 80x24")
    terminal.signal(SIGSTOP)
    #expect(try terminal.waitForStop() == SIGSTOP)
    terminal.signal(SIGCONT)
    try terminal.wait(forText: "resumed")
    #expect(terminal.screen.modes == [7, 1049, 2004])
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGQUIT])
  func endsBySignal(number: Int32) throws {
    let terminal = try start()
    try terminal.wait(forText: "size")
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .exited(128 + number))
    expectRestored(terminal)
  }

  @Test func endsByControlC() throws {
    let terminal = try start()
    try terminal.wait(forText: "size")
    terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(130))
    expectRestored(terminal)
  }

  @Test func endsWhenTheLineDrops() throws {
    let terminal = try start()
    try terminal.wait(forText: "size")
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(129))
  }

  @Test(arguments: [("t", [SIGILL, SIGTRAP]), ("a", [SIGABRT])])
  func restoresTheTerminalWhenItCrashes(key: String, signals: [Int32]) throws {
    let terminal = try start([], ["SWIFT_BACKTRACE": "enable=no"])
    try terminal.wait(forText: "size")
    terminal.send(key)
    let outcome = try terminal.waitForEnd()
    #expect(signals.map { .signalled($0) }.contains(outcome))
    expectRestored(terminal)
  }

  @Test func printsTheReasonOfACrashAfterRestoring() throws {
    let terminal = try start([], ["SWIFT_BACKTRACE": "enable=no"])
    try terminal.wait(forText: "size")
    terminal.send("t")
    _ = try terminal.waitForEnd()
    let printed = String(decoding: terminal.transcript, as: UTF8.self)
    let restoring = try #require(printed.firstRange(of: "\u{1B}[?1049l"))
    #expect(printed[restoring.upperBound...].contains("Index out of range"))
  }

  @Test func restoresTheTerminalWhenExitIsCalled() throws {
    let terminal = try start()
    try terminal.wait(forText: "size")
    terminal.send("x")
    #expect(try terminal.waitForEnd() == .exited(3))
    expectRestored(terminal)
  }

  @Test func catchesWhatIsPrinted() throws {
    let terminal = try start()
    try terminal.wait(forText: "size")
    terminal.send("p")
    try terminal.wait(forText: "events message(to the output) message(to the errors)")
    #expect(terminal.screen.scrollCount == 0)
  }

  @Test(arguments: [true, false])
  func skipsFramesThatTheLineDoesNotTake(isAnswering: Bool) throws {
    let terminal = try start([], [:], columns: 100, rows: 40)
    terminal.isAnswering = isAnswering
    try terminal.wait(forText: "size 100x40")
    terminal.send("f")
    try terminal.wait(forText: "keys character(\"f\")")
    // Without reading, the line or the terminal soon has all that it takes; the key must still be heard.
    try terminal.waitForRest()
    terminal.send("g")
    try terminal.wait(forText: "keys character(\"f\") character(\"g\")")
    terminal.send("h")
    try terminal.wait(forText: "character(\"h\")")
    #expect(terminal.screen.line(5) == "sent true skipped true")
    #expect(terminal.screen.unknown == [])
  }

  @Test func endsWhileTheLineIsStalled() throws {
    let terminal = try start([], [:], columns: 200, rows: 60)
    try terminal.wait(forText: "size 200x60")
    terminal.send("f")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == .exited(143))
    expectRestored(terminal)
  }

  @Test(
    arguments: [
      (["TERM": "xterm-kitty", "COLORTERM": nil], "drawn half 24bit latentty-direct"),
      (["TERM": "xterm-ghost", "COLORTERM": nil], "drawn half 256 xterm-256color"),
      (["TERM": "no-such-terminal", "COLORTERM": nil], "drawn ascii mono vt100"),
      (["TERM": nil, "COLORTERM": nil], "drawn ascii mono vt100"),
      (["TERM": "xterm", "COLORTERM": nil], "drawn braille 16 xterm"),
      (["TERM": "tmux-256color", "COLORTERM": nil], "drawn half 256 tmux-256color"),
      (["TERM": "linux", "COLORTERM": nil], "drawn half 16 linux"),
      (["NO_COLOR": "1"], "drawn braille mono xterm-256color"),
      (["LANG": "C"], "drawn ascii 24bit latentty-direct"),
      (["LANG": "en_US.UTF-8"], "drawn half 24bit latentty-direct"),
      (["LC_ALL": "C"], "drawn ascii 24bit latentty-direct"),
    ] as [([String: String?], String)])
  func choosesByTheEnvironment(changes: [String: String?], drawn: String) throws {
    let terminal = try start([], changes)
    try terminal.wait(forText: drawn)
    if changes["LANG"] == "en_US.UTF-8" {
      #expect(terminal.screen.text.contains("using C.UTF-8"))
      #expect(terminal.screen.line(6) == "é─⣿▀ bold")
    }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.screen.modes.contains(25))
  }

  @Test func refusesATerminalThatOnlyPrintsLines() throws {
    let terminal = try start([], ["TERM": "dumb"])
    #expect(try terminal.waitForEnd() == .exited(2))
    #expect(
      terminal.screen.text.contains("terminal \"dumb\": expected a TERM with cursor addressing"))
  }
}
