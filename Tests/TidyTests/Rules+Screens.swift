extension Rules {
  /// The folder of a screen, `nil` for other files.
  static func screen(ofPath path: String) -> String? {
    let parts = path.split(separator: "/")
    guard let position = parts.firstIndex(of: "Screens"), position + 2 < parts.count else {
      return nil
    }
    return String(parts[position + 1])
  }

  /// A screen that names the state of another one: what several screens need is the explorer's own.
  ///
  /// - Parameters:
  ///   - source: A file in the folder of a screen.
  ///   - screens: The names of all folders of screens.
  /// - Returns: A finding for each line that names one.
  static func otherScreens(_ source: SourceText, screens: [String]) -> [Finding] {
    guard let own = screen(ofPath: source.path) else { return [] }
    let others = screens.filter { $0 != own }
    return source.findings(in: source.code) { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      return others.first { other in
        words.contains("\(other)State") || namesState(of: other, in: line)
      }.map { "the screen \(own) names the state of \($0)" }
    }
  }

  /// Whether a line reads a property of a screen's state, as in `state.map.cursor`.
  private static func namesState(of screen: String, in line: String) -> Bool {
    let property = screen.prefix(1).lowercased() + screen.dropFirst()
    for start in ["state.\(property).", "$0.\(property)."] where line.contains(start) {
      return true
    }
    return false
  }
}
