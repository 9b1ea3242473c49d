import Glibc
import TestSupport
import Testing

/// How a program on a real pseudo-terminal ends when its loop does not go round, its files shrink, or it crashes.
struct EndingTests {
  private static let environment = [
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
  ]

  private func start(_ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      terminalFixturePath(), arguments, environment: Self.environment)
    try terminal.wait(forText: "size 80x24")
    return terminal
  }

  /// Keeps the loop from going round: `b` computes for ever, `w` waits for ever.
  private func hold(_ terminal: PseudoTerminal, _ key: String) throws {
    terminal.send(key)
    // The frame is the last thing that the loop does.
    try terminal.wait(forText: "keys character(\"\(key)\")")
  }

  private func expectRestored(_ terminal: PseudoTerminal) {
    #expect(terminal.hasInitialModes)
    #expect(terminal.screen.modes == ScreenModel.usualModes)
  }

  /// What was written after the terminal was given back.
  private func afterwards(_ terminal: PseudoTerminal) throws -> String {
    let printed = String(decoding: terminal.transcript, as: UTF8.self)
    let restoring = try #require(printed.ranges(of: "\u{1B}[?1049l").last)
    return String(printed[restoring.upperBound...])
  }

  @Test(arguments: ["b", "w"], [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func aSignalEndsALoopThatDoesNotGoRound(key: String, number: Int32) throws {
    let terminal = try start()
    try hold(terminal, key)
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .exited(128 + number))
    expectRestored(terminal)
  }

  @Test func controlCEndsALoopThatDoesNotGoRound() throws {
    let terminal = try start()
    try hold(terminal, "b")
    terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(130))
    expectRestored(terminal)
  }

  @Test func aDroppedLineEndsALoopThatDoesNotGoRound() throws {
    let terminal = try start()
    try hold(terminal, "b")
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(129))
  }

  @Test func aSignalEndsAHeldLoopAfterItWasStopped() throws {
    let terminal = try start()
    try hold(terminal, "b")
    terminal.signal(SIGSTOP)
    #expect(try terminal.waitForStop() == SIGSTOP)
    terminal.signal(SIGTERM)
    terminal.signal(SIGCONT)
    #expect(try terminal.waitForEnd() == .exited(143))
    expectRestored(terminal)
  }

  /// A file of a mebibyte, and a program that has it mapped and has read it.
  private func startMapping(in folder: TemporaryFolder) throws -> PseudoTerminal {
    let path = folder.path("mapped")
    let file = open(path, O_WRONLY | O_CREAT, 0o644)
    try #require(file >= 0 && ftruncate(file, 1 << 20) == 0)
    close(file)
    let terminal = try start(["--mapped", path])
    terminal.send("m")
    try terminal.wait(forText: "sum(0)")
    return terminal
  }

  @Test(arguments: ["m", "n"])
  func aMappedFileThatWasCutIsNamedAndTheTerminalIsGivenBack(key: String) throws {
    let folder = try TemporaryFolder()
    let terminal = try startMapping(in: folder)
    try #require(truncate(folder.path("mapped"), 4096) == 0)
    terminal.send(key)
    #expect(try terminal.waitForEnd() == .exited(1))
    expectRestored(terminal)
    let line =
      "latentty: \(folder.path("mapped")): byte 4096: expected the 1048576 bytes that were there when it "
      + "was opened, found a file that was cut to 4096\r\n"
    #expect(try afterwards(terminal) == line)
  }

  @Test func nothingIsDrawnOnceTheTerminalIsGivenBack() throws {
    let folder = try TemporaryFolder()
    let terminal = try startMapping(in: folder)
    terminal.send("f")
    try #require(truncate(folder.path("mapped"), 0) == 0)
    terminal.send("n")
    #expect(try terminal.waitForEnd() == .exited(1))
    expectRestored(terminal)
    #expect(try !afterwards(terminal).contains("\u{1B}"))
  }

  @Test(arguments: [("t", [SIGILL, SIGTRAP]), ("a", [SIGABRT])])
  func aCrashIsOneLineAfterTheScreenAndNoReport(key: String, signals: [Int32]) throws {
    let terminal = try start()
    terminal.send(key)
    let outcome = try terminal.waitForEnd()
    #expect(signals.map { .signalled($0) }.contains(outcome))
    expectRestored(terminal)
    let said = try afterwards(terminal)
    #expect(said.contains("latentty: a fault of the program: signal "))
    #expect(!said.contains("Thread 0") && !said.contains("Backtracing"), "\(said)")
  }
}
