import TestSupport
import Testing

/// The colours of text on terminals that say, or do not say, what their background is.
struct ThemeTerminalTests {
  @Test(
    "the theme follows the background, unless the user chose one, and the log says why",
    arguments: [
      ([], "0;15", nil, "theme light (COLORFGBG=0;15)"),
      ([], "15;0", nil, "theme dark (COLORFGBG=15;0)"),
      ([], "", nil, "theme dark (the background is unknown)"),
      ([], "15;0", "rgb:fdfd/f6f6/e3e3", "theme light (the terminal says so)"),
      ([], "0;15", "rgb:2e/34/40", "theme dark (the terminal says so)"),
      (["--theme", "dark"], "0;15", "rgb:ffff/ffff/ffff", "theme dark (--theme)"),
      (["--theme", "auto"], "0;15", nil, "theme light (COLORFGBG=0;15)"),
    ] as [([String], String, String?, String)])
  func terminal(arguments: [String], hint: String, background: String?, words: String) throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [try TrainedModel.path()] + arguments,
      environment: [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "COLORFGBG": hint,
        "SWIFT_BACKTRACE": "enable=no",
      ], columns: 160, rows: 30, background: background)
    try terminal.wait(forText: "decode ")
    terminal.send("~")
    try terminal.wait(forText: words)
    terminal.send("\u{1B}")
    try terminal.wait(for: "no log") { !$0.text.contains(words) }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("a printed screen is for a dark background, and doctor tells the theme")
  func printed() throws {
    let environment = ["COLORFGBG": "0;15", "NO_COLOR": ""]
    func dump(_ more: [String]) throws -> String {
      let outcome = try BuiltProgram.run(
        [try TrainedModel.path(), "--dump", "ansi", "--script", "1"] + more,
        environment: environment)
      #expect(outcome.status == 0, "\(outcome.errors)")
      // The status line tells how long decoding took, which differs from time to time.
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      let steady = lines.filter { !$0.contains(" ready") }
      #expect(lines.count - steady.count == 1, "\(outcome.output)")
      return steady.joined(separator: "\n")
    }
    let automatic = try dump([])
    #expect(try dump(["--theme", "dark"]) == automatic)
    #expect(try dump(["--theme", "light"]) != automatic)
    let report = try BuiltProgram.run(["doctor"], environment: environment)
    #expect(report.output.contains("theme           light; COLORFGBG=0;15\n"))
    let wrong = try BuiltProgram.run(["--theme", "pink"])
    #expect(wrong.status == 2 && wrong.errors.contains("auto"))
  }
}
