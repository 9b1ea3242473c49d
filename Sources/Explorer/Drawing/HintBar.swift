import Plotting

extension Frame {
  /// Draws the line of keys that matter here, made from the command table.
  ///
  /// The ways out of any trouble (palette, help, quit) stay at the end however narrow the line is.
  mutating func drawHints(_ scopes: [CommandScope], in rect: Rect, ink: Ink) {
    let own = HintBar.hints(of: scopes.filter { $0 != .global }, ink: ink)
    let always = HintBar.hints(of: scopes.contains(.global) ? [.global] : [], ink: ink)
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

  /// One hint per word: neighbours in the table with the same word share one.
  static func hints(of scopes: [CommandScope], ink: Ink) -> [Hint] {
    var hints: [Hint] = []
    for command in CommandTable.commands(in: scopes) {
      guard let text = command.hint, let key = command.keys.first else { continue }
      let label = key.label(glyphs: ink.glyphs)
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
