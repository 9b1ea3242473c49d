import Foundation
import Storage
import TestSupport
import Testing

/// What the explorer writes to a terminal when all that it shows is hostile.
struct HostileTerminalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func terminal(_ arguments: [String]) throws -> PseudoTerminal {
    try PseudoTerminal(
      BuiltProgram.path, arguments,
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "HOME": folder.path,
      ], columns: 140, rows: 40)
  }

  /// Only sequences that the encoder of frames writes may be in the stream.
  private func expectHarmless(_ terminal: PseudoTerminal) {
    #expect(terminal.screen.unknown == [])
    let question = "\u{1B}]11;?\u{1B}\\"
    let parts = String(decoding: terminal.transcript, as: UTF8.self).split(
      separator: question, omittingEmptySubsequences: false)
    #expect(parts.count == 2, "asks for the background once")
    let text = parts.joined()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\u{1B}":
        let next = scalars.popFirst()
        #expect(
          next.map { "[()=>78M".unicodeScalars.contains($0) } ?? false,
          "ESC \(String(describing: next))")
      case "\n", "\r", "\u{8}", "\t", "\u{E}", "\u{F}": break
      default: #expect(!HostileText.isForbidden(scalar), "U+\(String(scalar.value, radix: 16))")
      }
    }
    #expect(!text.contains("\u{1B}[2J\u{1B}]"))
  }

  @Test("a hostile model sets no title and writes no clipboard")
  func model() throws {
    let path = try HostileModel(in: folder)
      .trained(as: "\(HostileText.text).safetensors", data: HostileText.text)
    let terminal = try terminal([path])
    try terminal.wait(forText: "decode ")
    try terminal.wait(forText: "h\\u{1B}")
    for (key, text, title) in [("~", "opened ", "▌log▐"), ("s", "h\\u{1B}", "▌samples")] {
      terminal.send(key)
      try terminal.wait(forText: text)
      try terminal.wait(forText: title)
      terminal.send("\u{1B}")
      try terminal.wait(for: "no overlay") { !$0.text.contains(title) }
    }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectHarmless(terminal)
  }

  @Test("hostile runs and series set no title and write no clipboard")
  func runs() throws {
    let run = folder.path("\(HostileText.text) runs/\(HostileText.text)")
    try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
    let name = "loss\(HostileText.quoted)"
    try (1...9).map { "{\"step\":\($0),\"\(name)\":\($0 == 5 ? "NaN" : "\($0)")}\n" }.joined()
      .write(toFile: "\(run)/log.jsonl", atomically: true, encoding: .utf8)
    let terminal = try terminal(["watch", folder.path("\(HostileText.text) runs")])
    try terminal.wait(forText: "lossh\\u{1B}")
    terminal.send("A")
    try terminal.wait(forText: "NaN")
    terminal.send("\u{1B}")
    try terminal.wait(for: "no overlay") { !$0.text.contains("▌alerts▐") }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectHarmless(terminal)
  }

  @Test("what cannot be opened is one harmless line after the screen is given back")
  func failure() throws {
    let path = folder.path("\(HostileText.text).safetensors")
    try SafetensorsWriter.write(
      [], metadata: ["latentty.format": "1", "latentty.architecture": HostileText.text], to: path)
    let terminal = try terminal([path])
    #expect(try terminal.waitForEnd() == .exited(1))
    expectHarmless(terminal)
    #expect(terminal.screen.text.contains(HostileText.shown))
  }
}
