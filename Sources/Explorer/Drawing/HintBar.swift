import Plotting

extension Frame {
  /// Draws the line of keys for the current scopes, made from the command table.
  ///
  /// Palette, help and quit stay at the end however narrow the line is.
  mutating func drawHints(_ state: ExplorerState, in rect: Rect, ink: Ink) {
    let (hints, always) = HintBar.hints(in: state.scopes, of: state.table, ink: ink)
    let own = hints.filter { !state.needsModelFirst($0.command) }
    var room = rect.columns - 2 - always.reduce(0) { $0 + $1.width(ink) + 2 }
    var shown: [HintBar.Hint] = []
    for hint in own where hint.width(ink) + 2 <= room {
      shown.append(hint)
      room -= hint.width(ink) + 2
    }
    var column = rect.column + 1
    for hint in shown + always {
      offer(
        Rect(column: column, row: rect.row, columns: hint.width(ink), rows: 1),
        command: hint.command)
      column = write(hint.keys, column: column, row: rect.row, style: ink.accent)
      column = write(" " + hint.text, column: column, row: rect.row, style: ink.faint) + 2
    }
  }
}

/// The hints of some scopes.
enum HintBar {
  /// Keys and a word for their effect.
  struct Hint: Equatable {
    var keys: String
    let text: String
    /// The command of the first key.
    let command: String

    /// The columns of both with the blank between them.
    func width(_ ink: Ink) -> Int { (keys + " " + text).columns(glyphs: ink.glyphs) }
  }

  /// The hints of available keys: those of the current scopes, and the global ones.
  static func hints(
    in scopes: [CommandScope], of table: CommandTable, ink: Ink
  ) -> (own: [Hint], always: [Hint]) {
    let commands = table.commands(in: scopes).filter { command in
      command.keys.first.map { table.reaches($0, command, in: scopes) } ?? false
    }
    return (
      hints(of: commands.filter { $0.scope != .global }, ink: ink),
      hints(of: commands.filter { $0.scope == .global }, ink: ink)
    )
  }

  /// One hint per word: neighbours in the table with the same word share one.
  private static func hints(of commands: [Command], ink: Ink) -> [Hint] {
    var groups: [(text: String, command: String, labels: [[String]])] = []
    for command in commands {
      guard let text = command.hint else { continue }
      let labels = command.keys.map { $0.label(glyphs: ink.glyphs) }
      if groups.last?.text == text {
        groups[groups.count - 1].labels.append(labels)
      } else {
        groups.append((text, command.name, [labels]))
      }
    }
    return groups.map { Hint(keys: keys($0.labels), text: $0.text, command: $0.command) }
  }

  /// The first key of each command, or single letters for all of them where arrows have no glyphs.
  private static func keys(_ labels: [[String]]) -> String {
    let letters = labels.compactMap { $0.first { $0.count == 1 } }
    if letters.count == labels.count { return letters.joined() }
    return labels.compactMap(\.first).joined(separator: "/")
  }
}

extension ExplorerState {
  /// Whether a command is unavailable only because no model is open, while none is being opened.
  fileprivate func needsModelFirst(_ command: String) -> Bool {
    guard awaited[.open] == nil, let reason = Conditions.needsModel(self) else { return false }
    return table.command(named: command)?.unavailable(self) == reason
  }
}
