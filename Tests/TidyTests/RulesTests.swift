import Testing

/// The rules find what they are meant to find, in sources made up to break them.
struct RulesTests {
  private func findings(in text: String, target: String = "Plotting") -> [Finding] {
    let source = SourceText(path: "Bad.swift", text: text)
    return Rules.findings(in: source, target: target, table: .house)
  }

  @Test(
    "a forbidden import is found, with its line",
    arguments: [
      "import Terminal", "package import Models", "import Glibc", "internal import Dispatch",
      "import Foundation",
      "@testable import Explorer", "import struct Tensors.Tensor", "  import FoundationEssentials",
      "@preconcurrency import Terminal", "package import Tensors",
    ])
  func forbiddenImport(line: String) {
    let found = findings(in: "// A plot.\n\n\(line)\n")
    #expect(found.map(\.line) == [3])
    #expect(found.first?.file == "Bad.swift")
    #expect(found.first?.problem.hasPrefix("Plotting must not import") == true)
  }

  @Test(
    "the state of another screen is found",
    arguments: [
      "let point = state.map.cursor", "change { $0.map.panel = 1 }", "var map = MapState()",
    ])
  func otherScreen(line: String) {
    let path = "Sources/Explorer/Screens/Train/Bad.swift"
    let source = SourceText(path: path, text: "\n" + line)
    #expect(Rules.otherScreens(source, screens: ["Map", "Train"]).map(\.line) == [2])
    let own = SourceText(path: "Sources/Explorer/Screens/Map/Good.swift", text: "\n" + line)
    #expect(Rules.otherScreens(own, screens: ["Map", "Train"]) == [])
    let shared = SourceText(path: "Sources/Explorer/Update.swift", text: "\n" + line)
    #expect(Rules.otherScreens(shared, screens: ["Map", "Train"]) == [])
  }

  @Test(
    "an allowed import passes",
    arguments: [
      ("Plotting", "import Platform"), ("Platform", "@_exported package import Glibc"),
      ("Models", "package import Tensors"),
      ("latentty", "import ArgumentParser"),
      ("Models", "import FoundationEssentials"),
      ("Plotting", "// import Terminal\nlet text = \"import Terminal\""),
      ("Plotting", "let importance = 1"),
    ])
  func allowedImport(target: String, text: String) {
    #expect(findings(in: text, target: target) == [])
  }

  @Test(
    "what can end the program or hide a race is found",
    arguments: [
      "fatalError(\"no\")", "let model = try! load()", "let number = value as! Int",
      "final class Cache: @unchecked Sendable {}", "nonisolated(unsafe) let shared = 1",
      "let first = list.first!", "let last = list[0]!", "let name = names()!.text",
      "let text: String!",
      "var count = 0", "internal var total: Int = 1", "private var cache: [Int] = []",
      "// TODO: later", "let x = 1  // FIXME", "struct Plotting {}", "enum Plotting {",
    ])
  func forbiddenText(line: String) {
    #expect(findings(in: "\n" + line).map(\.line) == [2])
  }

  @Test(
    "what only looks like it passes",
    arguments: [
      "let isOther = a != b", "guard !isEmpty else { return }", "let isOther = a!=b",
      "let text = \"try! fatalError list.first!\"", "// never use try! or fatalError",
      "/* a /* nested */ try! */ let x = 1", "let text = #\"a \" try! \"#",
      "let text = \"\"\"\n  \"quoted\" try!\n  \"\"\"",
      "let text = \"\\(flag ? \"a!\" : \"b\") try!\"",
      "  var local = 0", "let plot = Plotting.Frame()", "if flags[0], !done { }",
      "var sum: Int { 1 + 1 }",
    ])
  func allowedText(text: String) {
    #expect(findings(in: text) == [])
  }

  @Test(
    "a declaration for other layers is package and has a comment",
    arguments: [
      "public struct Plot {}", "  public var width = 1", "/// A plot.\npublic struct Plot {}",
      "package struct Plot {}", "// A plot.\npackage struct Plot {}",
    ])
  func accessLevel(text: String) {
    #expect(findings(in: text).count == 1)
  }

  @Test(
    "documented package declarations pass",
    arguments: [
      "/// A plot.\npackage struct Plot {}",
      "/// A plot.\n@frozen\n@inlinable\npackage struct Plot {}",
      "let package = 1", "struct Plot {}",
    ])
  func allowedAccessLevel(text: String) {
    #expect(findings(in: text) == [])
  }

  @Test(
    "a way out past the gate is found",
    arguments: [
      "print(name)", "  fputs(text, stderr)", "_ = write(STDERR_FILENO, bytes, count)",
      "FileHandle(fileDescriptor: 1)", "try perror(text)", "if debugPrint(x) {}",
    ])
  func wayOut(line: String) {
    #expect(findings(in: "\n" + line, target: "Storage").map(\.line) == [2])
    let gate = SourceText(path: "Sources/CommandSupport/StandardOutput.swift", text: line)
    #expect(Rules.waysOut(gate) == [])
  }

  @Test(
    "what prints through the gate passes",
    arguments: [
      "display.print(line)", "private func print(_ report: Report) throws {",
      "try StandardOutput.write(lines: lines)", "write(text, column: 0, row: 0)",
      "let text = \"print(x)\"", "// print(x)", "if let dump { }", "blueprint(x)",
    ])
  func throughTheGate(line: String) {
    #expect(findings(in: "\n" + line) == [])
  }

  @Test(
    "a name of a file goes to the system by its bytes",
    arguments: [
      ("open(path, O_RDONLY)", 1), ("guard stat(path, &status) == 0", 1), ("unlink(file)", 1),
      ("rename(a, FileName.cString(b))", 1), ("open(FileName.cString(path), flags | O_CLOEXEC)", 0),
      ("var status = stat()", 0), ("open(newest)", 0), ("realpath(\".\", nil)", 0),
      ("table.rename(old, new)", 0), ("func access(path: String)", 0),
    ])
  func fileNames(line: String, count: Int) {
    #expect(Rules.fileNames(SourceText(path: "a", text: line)).count == count)
  }

  @Test(
    "a conversion to an integer that may trap is found, also in a text and over two lines",
    arguments: [
      "let cell = Int(share * 8)", "let cell = Int((share * 8).rounded())",
      "let text = \"\\(Int(fraction * 100))%\"", "let level = UInt8(value.rounded())",
      "let cells = shares.map(Int.init)", "let cells = shares.map { Int32($0) }",
      "let cell = Int.init(share)", "let cell = Int(\n  share * 8)",
      "let cell = min(Int(position), count - 1)", "let cell = CInt(share)",
      "let cell = Int(round(share, radix: 2))", "let cell = Swift.Int(share)",
      "let number = Int(text)",
    ])
  func uncheckedConversion(text: String) {
    #expect(findings(in: text).map(\.line) == [1])
    #expect(findings(in: text, target: "Explorer").count == 1)
    #expect(findings(in: text, target: "Storage") == [])
  }

  @Test(
    "a conversion that is defined for every value passes",
    arguments: [
      "let cell = Int(clamping: share * 8, to: 0...7)", "let cell = Int(exactly: share)",
      "let cell = Int(\n  clamping: share, to: 0...7)", "let byte = UInt8(ascii: \"a\")",
      "let wide = Int(truncatingIfNeeded: byte)", "let bits = UInt64(bitPattern: signed)",
      "let number = Int(text, radix: 10)", "let number = Int(names[place(1, 2)], radix: 16)",
      "func cell(of share: Double) -> Int { 0 }", "let counts = [Int](repeating: 0, count: 2)",
      "let counts: (Int, UInt8) = (0, 0)", "let largest = Int.max", "let hint = hint(Point(x))",
      "// Int(share) would trap", "/// Int(share)", "Set<Int>(counts)",
    ])
  func checkedConversion(text: String) {
    #expect(findings(in: text) == [])
  }

  @Test(
    "a count of characters in a layout is found",
    arguments: [
      "let start = rect.endColumn - title.count", "guard text.count <= columns else { return }",
      "let room = pane.columns - row.label.count - 2", "max(width, factors[index].name.count)",
      "name + String(repeating: \" \", count: 9 - rowName.count)",
    ])
  func countedCharacters(text: String) {
    #expect(findings(in: text, target: "Explorer").map(\.line) == [1])
    #expect(findings(in: text, target: "Storage") == [])
  }

  @Test(
    "columns of texts, numbers of things and lengths of texts pass",
    arguments: [
      "let start = rect.endColumn - title.columns(glyphs: glyphs)", "let rows = lines.count",
      "let width = inside.columns / titles.count", "guard text.count <= limit else { return }",
      "let width = names.count(where: \\.isEmpty)", "let places = columns.count",
    ])
  func measuredColumns(text: String) {
    #expect(findings(in: text, target: "Explorer") == [])
  }

  @Test("code behind a literal or a comment is still read")
  func resumesAfterLiterals() {
    #expect(findings(in: "let a = \"\\(b(\"c\"))\"; d!.e()").count == 1)
    #expect(findings(in: "let a = \"\"\"\n  x\n  \"\"\"\nlet b = try! c()").map(\.line) == [4])
    #expect(findings(in: "/* one\ntwo */ fatalError()").map(\.line) == [2])
  }

  @Test("paths of one machine and unended files are found")
  func textRules() {
    let paths = SourceText(path: "a", text: "x\nsee /home/someone/data\nor /tmp/out\n")
    #expect(Rules.machinePaths(paths).map(\.line) == [2, 3])
    #expect(Rules.missingLineFeed(SourceText(path: "a", text: "x\ny")).map(\.line) == [2])
    #expect(Rules.missingLineFeed(SourceText(path: "a", text: "x\n")) == [])
    #expect(Rules.missingLineFeed(SourceText(path: "a", text: "")) == [])
  }
}
