/// The rules that the text of a source file must keep.
enum Rules {
  /// Everything that is wrong with a file of a target under `Sources`.
  static func findings(in source: SourceText, target: String, table: LayerTable) -> [Finding] {
    imports(source, target, table) + forbiddenWords(source) + unwraps(source)
      + globalVariables(source) + unfinishedWork(source) + typesNamedAsModule(source, target)
      + waysOut(source) + fileNames(source) + accessLevels(source)
      + uncheckedConversions(source, target) + countedCharacters(source, target)
  }

  /// Imports that the table of layers does not allow.
  static func imports(_ source: SourceText, _ target: String, _ table: LayerTable) -> [Finding] {
    source.findings(in: source.code) { line in
      let words = line.split { $0 == " " || $0 == "\t" || $0 == ";" }
      guard let module = importedModule(words) else { return nil }
      return table.allows(module, in: target) ? nil : "\(target) must not import \(module)"
    }
  }

  private static func importedModule(_ words: [Substring]) -> String? {
    guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
      words[..<position].allSatisfy({ isModifier($0) })
    else { return nil }
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]
    let name = kinds.contains(words[position + 1]) ? words.last : words[position + 1]
    return name.flatMap { $0.split(separator: ".").first }.map(String.init)
  }

  private static func isModifier(_ word: Substring) -> Bool {
    word.hasPrefix("@")
      || ["public", "package", "internal", "fileprivate", "private"].contains(word)
  }

  private static func forbiddenWords(_ source: SourceText) -> [Finding] {
    let words = ["fatalError", "@unchecked Sendable", "nonisolated(unsafe)"]
    return source.findings(in: source.code) { line in
      words.first { line.contains($0) }.map { "\($0) is not for Sources" }
    }
  }

  /// Unwraps, `try!`, `as!` and implicitly unwrapped types: a `!` behind an operand that starts no `!=`.
  private static func unwraps(_ source: SourceText) -> [Finding] {
    source.findings(in: source.code) { line in
      let bytes = Array(line.utf8)
      let isFound = bytes.indices.dropFirst().contains { index in
        bytes[index] == UInt8(ascii: "!") && isEndOfOperand(bytes[index - 1])
          && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "="))
      }
      return isFound ? "a forced unwrap, cast or try" : nil
    }
  }

  private static func isEndOfOperand(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// Variables that every thread could see: `var` in the first column.
  private static func globalVariables(_ source: SourceText) -> [Finding] {
    source.findings(in: source.code) { line in
      let words = line.split(separator: " ")
      guard let first = line.first, first != " ",
        let position = words.firstIndex(of: "var"),
        words[..<position].allSatisfy({ isModifier($0) }),
        // A computed property at file scope holds nothing.
        !line.contains("{")
      else { return nil }
      return "a global variable"
    }
  }

  private static func unfinishedWork(_ source: SourceText) -> [Finding] {
    let words = ["TODO", "FIXME", "XXX", "HACK"]
    return source.findings(in: source.lines) { line in
      words.first { line.contains($0) }.map { "\($0): finish it, or leave it out" }
    }
  }

  /// A type with its module's name hides every other name of the module.
  private static func typesNamedAsModule(_ source: SourceText, _ target: String) -> [Finding] {
    let keywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    return source.findings(in: source.code) { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      let isFound = zip(words, words.dropFirst()).contains { keywords.contains($0) && $1 == target }
      return isFound ? "a type is named as its module, \(target)" : nil
    }
  }

  /// Paths that exist on one machine only.
  static func machinePaths(_ source: SourceText) -> [Finding] {
    let folders = ["/home/", "/Users/", "/root/", "/tmp/"]
    return source.findings(in: source.lines) { line in
      folders.first { line.contains($0) }.map { "a path of one machine, \($0)" }
    }
  }

  /// A last line that is not ended.
  static func missingLineFeed(_ source: SourceText) -> [Finding] {
    guard source.lines != [""], source.lines.last != "" else { return [] }
    return [
      Finding(file: source.path, line: source.lines.count, problem: "no line feed at the end")
    ]
  }
}
