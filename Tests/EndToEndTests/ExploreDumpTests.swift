import Foundation
import TestSupport
import Testing

/// The explorer without a terminal, as scripts use it.
struct ExploreDumpTests {
  private struct Screen: Decodable {
    struct Run: Decodable {
      var row: Int
      var column: Int
      var length: Int
      var foreground: String
      var background: String
      var attributes: [String]
    }
    var columns: Int
    var rows: Int
    var text: [String]
    var runs: [Run]
    var model: String
    var latents: [Float]
  }

  private func dump(_ script: String, _ arguments: [String] = []) throws -> String {
    let outcome = try BuiltProgram.run(
      [try TrainedModel.path(), "--script", script, "--dump"] + arguments,
      environment: ["NO_COLOR": ""])
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    return outcome.output
  }

  private func screen(_ script: String, _ arguments: [String] = []) throws -> Screen {
    try JSONDecoder().decode(
      Screen.self, from: Data(try dump(script, ["json", "--size", "100x30"] + arguments).utf8))
  }

  @Test func theGalaxyChangesUnderTheSliderKeys() throws {
    let (before, after) = (try screen(""), try screen("lllll"))
    let moved = zip(before.latents, after.latents).filter { $0 != $1 }
    #expect(moved.count == 1)
    #expect(moved.allSatisfy { $1 > $0 })
    let pictures = [before, after].map { screen in
      screen.runs.filter { $0.column >= 50 && $0.row < 12 }.map(\.foreground)
    }
    #expect(pictures[0] != pictures[1])
    #expect(try screen("lllllu").latents != after.latents)
  }

  @Test func aScriptAlwaysGivesTheSameScreen() throws {
    let script = "ll<down><s-right><pgup>r<tab>"
    let first = try dump(script, ["ansi", "--size", "120x40"])
    let second = try dump(script, ["ansi", "--size", "120x40"])
    // The status line says how long decoding took.
    func lasting(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.contains(/decode +[0-9.]+ ms/) }
    }
    #expect(lasting(first) == lasting(second))
    #expect(lasting(first).count == 39 && first.contains("\u{1B}["))
  }

  @Test(arguments: [(1, 1), (20, 6), (80, 24), (100, 30), (200, 60)])
  func everySizeIsFilledExactly(columns: Int, rows: Int) throws {
    let text = try dump("l?", ["text", "--size", "\(columns)x\(rows)"])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == rows && lines.allSatisfy { $0.count == columns })
  }

  @Test func asciiNeedsNothingButASCII() throws {
    let text = try dump("lll", ["text", "--graphics", "ascii", "--color", "mono"])
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("flux"))
  }

  @Test func noColorIsHonoured() throws {
    let arguments = [try TrainedModel.path(), "--dump", "ansi"]
    let plain = try BuiltProgram.run(arguments, environment: ["NO_COLOR": "1"]).output
    #expect(plain.matches(of: /\x1B\[[0-9;]*[34]8;/).isEmpty)
    let forced = try BuiltProgram.run(
      arguments + ["--color", "256"], environment: ["NO_COLOR": "1"]
    ).output
    #expect(!forced.matches(of: /\x1B\[[0-9;]*[34]8;5;/).isEmpty)
  }

  @Test func whatIsWrongWithTheArgumentsIsOneLineAndStatusTwo() throws {
    let model = try TrainedModel.path()
    let cases: [([String], String)] = [
      ([model], "standard input is not a terminal; --dump text|ansi|json prints the screen"),
      ([model, "--script", "l"], "--size and --script need --dump"),
      ([model, "--dump", "text", "--size", "0x5"], "0x5"),
      ([model, "--dump", "text", "--script", "<nokey>"], "expected a key such as <left> or <c-r>"),
      ([model, "--dump", "picture"], "picture"),
      ([model, "--graphics", "holograph"], "holograph"),
    ]
    for (arguments, problem) in cases {
      let outcome = try BuiltProgram.run(arguments)
      #expect(outcome.status == 2 && outcome.output == "", "\(arguments)")
      #expect(outcome.errors.contains(problem), "\(outcome.errors)")
      #expect(outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
    }
  }

  @Test func textShowsThePictureChange() throws {
    let model = try TrainedModel.path()
    let pictures = try ["", "llllllll"].map { script in
      let outcome = try BuiltProgram.run(
        [model, "--size", "100x30", "--script", script, "--dump", "text"])
      return outcome.output.filter { ("\u{2801}"..."\u{28FF}").contains($0) }
    }
    #expect(pictures[0].count > 20 && pictures[0] != pictures[1])
  }

  @Test func aFileThatIsNoModelIsOneLineAndStatusOne() throws {
    let folder = try TemporaryFolder()
    let model = try TrainedModel.path()
    let whole = try Data(contentsOf: URL(filePath: model))
    let torn = folder.path("torn.safetensors")
    try whole.prefix(whole.count - 100).write(to: URL(filePath: torn))
    let text = folder.path("text.safetensors")
    try Data("not a model at all".utf8).write(to: URL(filePath: text))
    for path in [folder.path("missing.safetensors"), torn, text, folder.path] {
      let outcome = try BuiltProgram.run([path, "--dump", "text"])
      #expect(outcome.status == 1 && outcome.output == "", "\(path)")
      #expect(outcome.errors.contains(path), "\(outcome.errors)")
      #expect(outcome.errors.count { $0 == "\n" } == 1, "\(outcome.errors)")
    }
    let missingData = try BuiltProgram.run(
      [model, "--data", folder.path("none.npz"), "--dump", "text"])
    #expect(missingData.status == 1 && missingData.errors.contains("none.npz"))
  }
}
