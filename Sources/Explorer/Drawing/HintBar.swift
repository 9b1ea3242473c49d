import Plotting

extension Frame {
  /// Draws the line of keys that matter here, made from the command table.
  ///
  /// The ways out of any trouble (palette, help, quit) stay at the end however narrow the line is.
  mutating func drawHints(_ scopes: [CommandScope], in rect: Rect, ink: Ink) {
    let (own, always) = HintBar.hints(in: scopes, ink: ink)
    var room = rect.columns - 2 - always.reduce(0) { $0 + $1.width + 2 }
    var shown: [HintBar.Hint] = []
    for hint in own where hint.width + 2 <= room {
      shown.append(hint)
      room -= hint.width + 2
    }
    var column = rect.column + 1
    for hint in shown + always {
      column = write(hint.keys, column: column, row: rect.row, style: ink.accent)
      column = write(" " + hint.text, column: column, row: rect.row, style: ink.faint) + 2
    }
  }
}

/// The hints of some scopes.
enum HintBar {
  /// Keys and a word for what they do.
  struct Hint: Equatable {
    var keys: String
    let text: String
    var width: Int { keys.count + 1 + text.count }
  }

  /// The hints of keys that work: those of the place, and those that work everywhere.
  static func hints(in scopes: [CommandScope], ink: Ink) -> (own: [Hint], always: [Hint]) {
    let commands = CommandTable.commands(in: scopes).filter { command in
      command.keys.first.map { CommandTable.reaches($0, command, in: scopes) } ?? false
    }
    return (
      hints(of: commands.filter { $0.scope != .global }, ink: ink),
      hints(of: commands.filter { $0.scope == .global }, ink: ink)
    )
  }

  /// One hint per word: neighbours in the table with the same word share one.
  private static func hints(of commands: [Command], ink: Ink) -> [Hint] {
    var hints: [Hint] = []
    for command in commands {
      guard let text = command.hint else { continue }
      // A letter says more than the name of an arrow where arrows have no glyphs.
      let labels = command.keys.map { $0.label(glyphs: ink.glyphs) }
      guard let label = labels.first(where: { $0.count == 1 }) ?? labels.first else { continue }
      if hints.last?.text == text {
        let isShort = label.count == 1 && hints[hints.count - 1].keys.count == 1
        hints[hints.count - 1].keys += (isShort ? "" : "/") + label
      } else {
        hints.append(Hint(keys: label, text: text))
      }
    }
    return hints
  }
}
