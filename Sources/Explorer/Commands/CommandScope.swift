/// The scope of a command's keys; screens and overlays declare their own.
struct CommandScope: Sendable {
  /// The name; unique.
  let name: String
  /// The heading in the help.
  let title: String
  /// Whether characters are typed text in this scope, not commands.
  let takesText: Bool

  init(_ name: String, title: String, takesText: Bool = false) {
    self.name = name
    self.title = title
    self.takesText = takesText
  }

  /// Everywhere, unless a scope in front uses the key.
  static let global = CommandScope("global", title: "global")
}

extension CommandScope: Hashable {
  /// Whether both are the same scope.
  static func == (first: CommandScope, second: CommandScope) -> Bool { first.name == second.name }

  /// Hashes the name.
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
