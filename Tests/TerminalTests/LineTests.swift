import Glibc
import TestSupport
import Testing

/// Lines that are slow or silent, or that cut what goes over them.
struct LineTests {
  private func start(
    columns: Int = 80, rows: Int = 24, isAnswering: Bool = true
  ) throws -> PseudoTerminal {
    let environment = [
      "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]
    let terminal = try PseudoTerminal(
      terminalFixturePath(), environment: environment, columns: columns, rows: rows)
    terminal.isAnswering = isAnswering
    try terminal.wait(forText: "size \(columns)x\(rows)")
    return terminal
  }

  /// A flood of frames that change every cell, on a line that carries less than two of them a second: what a key
  /// does is seen at most two frames later.
  @Test func drawsTheNewestStateOnASlowLine() throws {
    let terminal = try start()
    terminal.bytesPerSecond = 60_000
    terminal.send("f")
    try terminal.wait(forText: "keys character(\"f\")")
    for key in "jkl" {
      let before = (bytes: terminal.transcript.count, time: ContinuousClock.now)
      terminal.send(String(key))
      try terminal.wait(forText: "character(\"\(key)\")")
      let byteCount = terminal.transcript.count - before.bytes
      #expect(byteCount < 2 * 45_000, "\(byteCount) bytes until \(key) was seen")
    }
    terminal.bytesPerSecond = nil
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test(arguments: [true, false])
  func needsNoAnswers(hasAnsweredBefore: Bool) throws {
    let terminal = try start(isAnswering: hasAnsweredBefore)
    terminal.isAnswering = false
    for key in "jklm" {
      terminal.send(String(key))
      try terminal.wait(forText: "character(\"\(key)\")")
    }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  @Test func takesNoAnswerForAKey() throws {
    let terminal = try start()
    let answers = [
      "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}P>|qqq(q)\u{1B}\\", "\u{1B}[3;1R", "\u{1B}[0n",
      "\u{1B}[?62;22c", "\u{1B}_Gi=1;qqq\u{1B}\\", "\u{1B}^q\u{1B}\\", "\u{1B}Xq\u{1B}\\",
    ]
    for answer in answers {
      let bytes = Array(answer.utf8)
      terminal.send(bytes: Array(bytes[..<(bytes.count / 2)]))
      try terminal.waitForRest()
      terminal.send(bytes: Array(bytes[(bytes.count / 2)...]))
    }
    terminal.send("j")
    try terminal.wait(forText: "keys character(\"j\")")
    #expect(terminal.screen.line(1) == "keys character(\"j\")")
  }

  @Test(arguments: ["\u{3}", "\u{1C}", "\u{1A}"])
  func aKeyOfSignalsInsideAPasteIsPasted(key: String) throws {
    let terminal = try start()
    terminal.send("\u{1B}[200~hello\(key)\nqqq")
    try terminal.waitForRest()
    terminal.send("q\(key)q\u{1B}[201~j")
    try terminal.wait(forText: "keys character(\"j\")")
    terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(130))
  }

  @Test func onlyTheFirstReportOfTheCursorIsAnAnswer() throws {
    let terminal = try start()
    for report in ["\u{1B}[1;3R", "\u{1B}[1;5R", "\u{1B}[5;7R"] { terminal.send(report) }
    terminal.send("j")
    try terminal.wait(forText: "keys character(\"j\")")
    #expect(terminal.screen.line(3).hasPrefix("drawn half 24bit"))
  }

  @Test func givesTheTerminalBackAtAHangUpThatWasOnlySent() throws {
    let terminal = try start()
    terminal.signal(SIGHUP)
    #expect(try terminal.waitForEnd() == .exited(129))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  @Test func endsAPasteAtItsMark() throws {
    let terminal = try start()
    terminal.send("\u{1B}[200~")
    for _ in 0..<24 {
      terminal.send(String(repeating: "q", count: 4000))
      try terminal.waitForRest()
    }
    terminal.send("\u{1B}[201~j")
    try terminal.wait(forText: "keys character(\"j\")")
    #expect(terminal.screen.line(2).hasPrefix("events pasted(qqqq"))
  }

  @Test(arguments: ["\u{3}", "\u{1B}[99;5u", "\u{1B}[27;5;99~", "\u{1B}[99:67;6u"])
  func endsByControlCOfAnyKeyboard(key: String) throws {
    let terminal = try start()
    terminal.send(key)
    #expect(try terminal.waitForEnd() == .exited(130))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  @Test(arguments: ["q", "\u{1B}[113u", "\u{1B}[113;1:1u", "\u{1B}[113;129u", "\u{1B}[27;1;113~"])
  func endsByTheKeyOfAnyKeyboard(key: String) throws {
    let terminal = try start()
    terminal.send(key)
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  /// Every sequence, cut at every place with a pause between.
  @Test(arguments: [50, 200])
  func knowsAKeyThatArrivesInPieces(pauseMilliseconds: Int32) throws {
    let terminal = try start(columns: 200)
    let keys = [
      ("[A", "arrow(Terminal.Key.Direction.up, isShifted: false)"),
      ("OB", "Direction.down, isShifted: false)"),
      ("[1;2C", "Direction.right, isShifted: true)"), ("[5~", "pageUp"), ("[3~", "delete"),
      ("[97;5u", "control(\"a\")"), ("[Z", "backtab"), ("[24~", "function(12)"),
    ]
    for (tail, name) in keys {
      let bytes = Array("\u{1B}\(tail)".utf8)
      for cut in 1..<bytes.count {
        terminal.send(bytes: Array(bytes[..<cut]))
        poll(nil, 0, pauseMilliseconds)
        terminal.send(bytes: Array(bytes[cut...]))
        try terminal.wait(for: "\(name) cut at \(cut)") { $0.line(1).hasSuffix(name) }
        terminal.send("j")
        try terminal.wait(for: "j") { $0.line(1).hasSuffix("character(\"j\")") }
      }
    }
  }
}
