extension LayerTable {
  /// Reads the table of layers in a Markdown page: target, what lives there, may import, system modules.
  ///
  /// A row starts with a name in backticks; the modules are names in backticks too, and a dash stands for none.
  init(markdown: String) {
    self.init(imports: [:], systemImports: [:])
    for line in markdown.split(separator: "\n") where line.hasPrefix("| `") {
      let columns = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .map { Self.names(in: $0, between: "`") }
      guard columns.count == 5 else { continue }
      for target in columns[0] {
        imports[target] = Set(columns[2])
        if !columns[3].isEmpty { systemImports[target] = Set(columns[3]) }
      }
    }
  }

  /// Reads the dependencies of the targets under `Sources` from the text of a package manifest.
  init(manifest: String) {
    self.init(imports: [:], systemImports: [:])
    let openings = ["layer(", ".systemLibrary(", ".target(", ".executableTarget("]
    for (start, opening) in Self.occurrences(of: openings, in: manifest) {
      let arguments = Self.balanced(manifest[start...].dropFirst(opening.count))
      guard let name = Self.names(in: arguments, between: "\"").first,
        !arguments.contains("Tests/")
      else { continue }
      imports[name] = opening == ".systemLibrary(" ? [] : Self.dependencies(in: arguments)
    }
  }

  /// The names of the test targets in the text of a package manifest.
  static func suites(inManifest manifest: String) -> Set<String> {
    Set(
      occurrences(of: ["suite("], in: manifest).compactMap { start, opening in
        names(in: balanced(manifest[start...].dropFirst(opening.count)), between: "\"").first
      })
  }

  private static func dependencies(in arguments: Substring) -> Set<String> {
    var isPackageName = false
    var result: Set<String> = []
    for (index, piece) in arguments.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index % 2 == 1, index > 1, !isPackageName { result.insert(String(piece)) }
      isPackageName = piece.hasSuffix("package: ")
    }
    return result
  }

  private static func names(in text: Substring, between quote: Character) -> [String] {
    text.split(separator: quote, omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// The calls that open with one of `openings`, leaving out the declarations of those functions.
  private static func occurrences(
    of openings: [String], in text: String
  ) -> [(start: String.Index, opening: String)] {
    text.indices.compactMap { start in
      let rest = text[start...]
      guard let opening = openings.first(where: { rest.hasPrefix($0) }) else { return nil }
      let before = text[..<start].last
      guard before.map({ $0.isWhitespace }) ?? true, !text[..<start].hasSuffix("func ") else {
        return nil
      }
      return (start, opening)
    }
  }

  /// What comes before the parenthesis that closes the one before `text`.
  private static func balanced(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text
  }
}
