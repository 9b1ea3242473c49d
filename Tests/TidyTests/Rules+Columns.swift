extension Rules {
  /// The layers that place texts on screens and in tables.
  static let measuredLayers: Set<String> = ["Explorer", "Plotting", "latentty"]

  /// Names that texts have, at the end of an expression.
  private static let textNames: Set<String> = [
    "cell", "fact", "head", "label", "line", "message", "name", "note", "prompt", "text", "title",
    "unit", "word", "words",
  ]

  /// Texts whose characters are counted beside columns: a character may take two of them.
  ///
  /// Only lines that speak of columns, a width or room, or pad with blanks, are looked at: elsewhere a count of characters may be meant.
  static func countedCharacters(_ source: SourceText, _ target: String) -> [Finding] {
    guard measuredLayers.contains(target) else { return [] }
    return source.findings(in: source.code) { line in
      let speaksOfPlaces = ["olumn", "idth", "room", "repeating:"].contains {
        line.contains($0)
      }
      guard speaksOfPlaces else { return nil }
      return countedNames(line).first.map { "\($0).count in a layout: columns(glyphs:) measures" }
    }
  }

  private static func countedNames(_ line: String) -> [String] {
    let parts = line.components(before: ".count")
    return parts.compactMap { before in
      let name = String(before.reversed().prefix { $0.isLetter }.reversed())
      let last = name.lastIndex(where: \.isUppercase).map { name[$0...].lowercased() } ?? name
      return textNames.contains(last) ? name : nil
    }
  }
}

extension String {
  /// What stands before every whole occurrence of a member.
  fileprivate func components(before member: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = self[...]
    var start = startIndex
    while let index = rest.indices.first(where: { rest[$0...].hasPrefix(member) }) {
      let end = self.index(index, offsetBy: member.count)
      if end == endIndex || !(self[end].isLetter || self[end] == "(") {
        parts.append(self[start..<index])
      }
      start = end
      rest = self[end...]
    }
    return parts
  }
}
