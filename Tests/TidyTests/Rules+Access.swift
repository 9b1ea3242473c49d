extension Rules {
  /// Declarations that other layers see: `package`, since nobody imports a program, and documented.
  static func accessLevels(_ source: SourceText) -> [Finding] {
    source.code.indices.compactMap { index in
      let words = source.code[index].split(separator: " ")
      guard let level = words.first(where: { !$0.hasPrefix("@") }),
        let problem = problem(level, words, before: source.lines[..<index])
      else { return nil }
      return Finding(file: source.path, line: index + 1, problem: problem)
    }
  }

  private static func problem(
    _ level: Substring, _ words: [Substring], before lines: ArraySlice<String>
  ) -> String? {
    let isImport = words.contains("import")
    if level == "public" || level == "open" && words.contains("class") {
      let isReexport = isImport && words.first == "@_exported"
      return isReexport ? nil : "\(level): nobody imports a program; package is enough"
    }
    guard level == "package", !isImport else { return nil }
    // Attributes stand between a comment and its declaration.
    let above = lines.last { !$0.drop { $0 == " " }.hasPrefix("@") } ?? ""
    return above.drop { $0 == " " }.hasPrefix("///")
      ? nil : "a declaration for other layers without a comment"
  }
}
