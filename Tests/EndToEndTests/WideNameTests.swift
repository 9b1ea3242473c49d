import Foundation
import Storage
import Tensors
import TestSupport
import Testing

/// Names in Japanese, Korean, Thai, Greek and with emoji, on real terminals and in tables.
struct WideNameTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func model(_ name: String = "日本語モデル") throws -> String {
    let path = folder.path("\(name).safetensors")
    try FileManager.default.copyItem(atPath: TrainedModel.path(), toPath: path)
    return path
  }

  /// A folder of logs, one of each name, with the name in a series too.
  private func runs(_ names: [String] = WideText.samples) throws -> String {
    for name in names {
      let run = folder.path("runs/\(name)")
      try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
      try (1...9).map { "{\"step\":\($0),\"loss\":\(10 - $0),\"\(name)\":\($0)}\n" }.joined()
        .write(toFile: "\(run)/log.jsonl", atomically: true, encoding: .utf8)
    }
    return folder.path("runs")
  }

  private func run(_ arguments: [String], locale: String = "C.UTF-8") throws -> [String] {
    let outcome = try BuiltProgram.run(
      arguments, environment: ["LC_ALL": locale, "XDG_CACHE_HOME": folder.path("cache")])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(
    "a terminal shows a name in its cells, and every row keeps its edges", arguments: [80, 100])
  func terminal(columns: Int) throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [model()],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: columns, rows: 30)
    try terminal.wait(forText: "decode ")
    #expect(terminal.screen.line(0).contains("日本語モデル  z"))
    // The right edges of the panes are drawn in the last column of their rows.
    for row in 2..<10 { #expect("│┤╮╯".contains(terminal.screen[columns - 1, row].glyph)) }
    terminal.send(":日本")
    try terminal.wait(forText: ": 日本 ")
    terminal.send("\u{7F}\u{1B}")
    try terminal.wait(for: "the palette gone") { !$0.text.contains("▌command▐") }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.screen.unknown == [] && terminal.screen.scrollCount == 0)
  }

  @Test("runs and series of such names are lists on a terminal")
  func runsOnTerminal() throws {
    let names = ["日本語", "cafe\u{301}", "한국어", "ที่นี่", "Ωα"]
    let terminal = try PseudoTerminal(
      BuiltProgram.path, ["watch", runs(names)],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: 120, rows: 40)
    for name in names { try terminal.wait(forText: name) }
    let states = (0..<40).compactMap { row in
      terminal.screen.line(row).contains("log.jsonl") ? row : nil
    }
    #expect(states.count == names.count)
    // The words behind the names stand below each other, in the same cells.
    let marks = states.map { row in
      (0..<120).first { terminal.screen[$0, row].glyph == "●" } ?? -1
    }
    #expect(Set(marks).count == 1 && marks.first != -1, "\(terminal.screen.text)")
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  /// The terminal is asked, and says by the place of its cursor that a Greek letter has taken two columns.
  @Test("a terminal that draws ambiguous characters wide is found out")
  func asked() throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [try model("Ωα日")],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: 100, rows: 30, widths: { WideText.columns(of: $0, ambiguousAreWide: true) })
    try terminal.wait(forText: "decode ")
    #expect(terminal.screen.line(0).contains("Ωα日  z") && terminal.screen.text.contains("braille"))
    for row in 2..<10 { #expect("|+".contains(terminal.screen[99, row].glyph)) }
    #expect(!terminal.screen.text.contains("α\n"), "the question is gone")
  }

  @Test("where ambiguous characters are wide, lines are ASCII and names have their cells")
  func ambiguous() throws {
    let path = try model("Ωα日")
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [path, "--ambiguous", "wide"],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"],
      columns: 100, rows: 30, widths: { WideText.columns(of: $0, ambiguousAreWide: true) })
    try terminal.wait(forText: "decode ")
    #expect(terminal.screen.line(0).contains("Ωα日  z") && terminal.screen.text.contains("braille"))
    for row in 2..<10 { #expect("|+".contains(terminal.screen[99, row].glyph)) }
    terminal.send("~")
    try terminal.wait(forText: "but blocks take two columns")
    terminal.send("\u{1B}")
    try terminal.wait(for: "no log") { !$0.text.contains("but blocks take two columns") }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))

    let lines = try run([path, "--dump", "text", "--ambiguous", "wide"]).dropLast()
    #expect(lines.allSatisfy { WideText.columns(of: $0, ambiguousAreWide: true) == 80 })
    #expect(
      lines.allSatisfy { $0.unicodeScalars.allSatisfy { !(0x2500...0x259F).contains($0.value) } })
    let clash = try BuiltProgram.run([
      path, "--dump", "text", "--ambiguous", "wide", "--graphics", "half",
    ])
    #expect(clash.status == 2 && clash.errors.contains("blocks of one column"))
  }

  @Test("tmux has the names where the program put them")
  func tmux() throws {
    let tmux = try TmuxSession(columns: 100, rows: 30, environment: ["LANG": "C.UTF-8"])
    let names = ["日本語", "cafe\u{301}", "한국어", "ที่นี่"]
    tmux.run("\(BuiltProgram.path) watch \(try runs(names)); echo en''ded")
    for name in names { try tmux.terminal.wait(forText: name) }
    for row in 2..<8 { #expect("│┤╮╯".contains(tmux.terminal.screen[99, row].glyph), "row \(row)") }
    tmux.terminal.send("q")
    try tmux.terminal.wait(forText: "ended")
  }

  @Test("columns of the printed table of runs stand below each other")
  func table() throws {
    for option in [[], ["--ambiguous", "wide"]] {
      let lines = try run(["watch", runs(), "--once"] + option)
      let rows = lines.filter { $0.contains("  jsonl  ") }
      #expect(rows.count == WideText.samples.count, "\(lines)")
      let starts = rows.map { row -> Int in
        let name = row.range(of: "  jsonl  ").map { String(row[..<$0.lowerBound]) } ?? ""
        return WideText.columns(of: name, ambiguousAreWide: !option.isEmpty)
      }
      #expect(Set(starts).count == 1, "\(lines.joined(separator: "\n"))")
    }
  }

  @Test("the tensors of a file are listed with their types below each other")
  func inspection() throws {
    let path = folder.path("テンソル.npz")
    try NPZWriter.write(
      WideText.samples.map { NamedTensor($0, Tensor(shape: [2], elements: [1, 2])) }, to: path)
    let lines = try run(["inspect", path])
    #expect(lines.first?.contains("テンソル.npz: a zip archive of NumPy arrays") == true, "\(lines)")
    let starts = lines.compactMap { line in
      line.range(of: "[2]").map { WideText.columns(of: String(line[..<$0.lowerBound])) }
    }
    #expect(starts.count == WideText.samples.count && Set(starts).count == 1, "\(lines)")
  }

  @Test("maps of such names keep to their columns")
  func map() throws {
    let path = folder.path("データ.npz")
    var random = CounterRandom(testCase: 3)
    try NPZWriter.write(
      [
        NamedTensor(
          "x",
          Tensor(shape: [60, 4], elements: (0..<240).map { _ in Float(random.nextGaussian()) })),
        NamedTensor("クラス", Tensor(shape: [60], elements: (0..<60).map { $0 < 30 ? 0 : 1 })),
      ], to: path)
    let printed = try run(["map", path, "--once"])
    #expect(printed.contains { $0.contains("データ") && $0.contains("60 points") }, "\(printed)")
    #expect(printed.contains { $0.contains("クラス") })
    #expect(printed.allSatisfy { WideText.columns(of: $0) <= 80 })
    for size in ["60x18", "81x24", "120x40"] {
      let columns = Int(size.prefix { $0 != "x" })
      let lines = try run(["map", path, "--dump", "text", "--size", size, "--script", "c"])
        .dropLast()
      #expect(lines.allSatisfy { WideText.columns(of: $0) == columns }, "\(lines)")
      #expect(lines.contains { $0.contains("データ") })
    }
  }

  @Test("a name that the locale cannot print keeps its columns as question marks")
  func locale() throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path, [model()],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C", "PATH": "/usr/bin:/bin"], columns: 80)
    try terminal.wait(forText: "decode ")
    #expect(terminal.screen.line(0).contains(" ????????????  z"), "\(terminal.screen.line(0))")
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("a name that is not UTF-8 is laid out by the columns of its escapes")
  func bytes() throws {
    let script = """
      cd "$1" && cp "$2" "$(printf 'n\\377日')" && exec "$0" "$(printf 'n\\377日')" --dump text
      """
    let outcome = try BuiltProgram.run(
      ["-c", script, BuiltProgram.path, folder.path, TrainedModel.path()],
      environment: ["LC_ALL": "C.UTF-8"], executable: "/bin/sh")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.contains("n\\xFF日  z") == true, "\(lines)")
    #expect(lines.allSatisfy { WideText.columns(of: $0) == 80 })
  }
}
