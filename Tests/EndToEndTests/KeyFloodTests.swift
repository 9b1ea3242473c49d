import Glibc
import TestSupport
import Testing

/// More keys than anybody types, and what must not wait behind them.
struct KeyFloodTests {
  /// All that is printable but the key that quits, and tab, enter and backspace; escape would begin sequences.
  private static let bytes: [UInt8] =
    (0x20..<0x7F).filter { $0 != UInt8(ascii: "q") } + [0x09, 0x0D, 0x7F]

  private static func flood(seed: UInt64, count: Int) -> [UInt8] {
    var random = SplitMix64(state: seed)
    return (0..<count).map { _ in bytes.randomElement(using: &random) ?? 0x20 }
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Starts the program in a folder of its own, as some keys write files.
  private func start() throws -> PseudoTerminal {
    try PseudoTerminal(
      "/bin/sh",
      [
        "-c", "cd \"$0\" && exec \"$1\" \"$2\"", folder.path, BuiltProgram.path,
        try TrainedModel.path(),
      ],
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
      ], columns: 100, rows: 30)
  }

  private func started() throws -> PseudoTerminal {
    let terminal = try start()
    try terminal.wait(forText: "decode ")
    return terminal
  }

  @Test("keys typed before the first frame act once the model is open")
  func earlyKeys() throws {
    let terminal = try start()
    // The program owns the terminal with its first frame, which comes before the model.
    terminal.send("lll:stretch log\r")
    try terminal.wait(for: "three edits and the stretch") {
      $0.text.contains("undo 3") && $0.text.contains(" log") && $0.text.contains("decode ")
    }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("60 KB of keys do not delay control-c", arguments: 0..<4 as Range<UInt64>)
  func interrupt(seed: UInt64) throws {
    let terminal = try started()
    try terminal.sendAll(Self.flood(seed: seed, count: 60_000))
    terminal.send(bytes: [0x03])
    #expect(try terminal.waitForEnd(seconds: 1) == .exited(128 + SIGINT), "seed \(seed)")
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }
}
