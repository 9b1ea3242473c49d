import Plotting

extension Frame {
  /// Draws the help over the screen: the filter, then every command by scope with its keys.
  mutating func draw(
    _ help: HelpState, scopes: [CommandScope], _ state: ExplorerState, in body: Rect, ink: Ink
  ) {
    let commands = help.commands(in: scopes, of: state.table)
    let inside = drawOverlayBox(
      body.centered(columns: 92, rows: body.rows), title: "help",
      trailingTitle: "\(commands.count) lines", ink: ink)
    drawTextField(
      help.filter, prompt: " filter: ", column: inside.column, row: inside.row,
      columns: inside.columns, ink: ink)
    var rows = inside.rows - 1
    if help.showsWhy, commands.indices.contains(help.chosen) {
      let lines = commands[help.chosen].why.wrapped(to: inside.columns - 2, glyphs: ink.glyphs)
      rows -= lines.count
      for (index, line) in lines.enumerated() {
        writeField(
          " " + line, column: inside.column, row: inside.endRow - lines.count + index,
          columns: inside.columns, style: ink.accent, glyphs: ink.glyphs)
      }
    }
    draw(
      HelpLine.lines(commands, scopes: scopes, table: state.table), chosen: help.chosen, state,
      in: Rect(column: inside.column, row: inside.row + 1, columns: inside.columns, rows: rows),
      ink: ink)
  }

  private mutating func draw(
    _ lines: [HelpLine], chosen: Int, _ state: ExplorerState, in rect: Rect, ink: Ink
  ) {
    let chosenLine = lines.firstIndex { $0.index == chosen } ?? 0
    let first = ListCursor.firstVisible(chosen: chosenLine, count: lines.count, rows: rect.rows)
    for (offset, line) in lines.dropFirst(first).prefix(rect.rows).enumerated() {
      let row = rect.row + offset
      guard let command = line.command else {
        writeField(
          " " + line.heading, column: rect.column, row: row, columns: rect.columns,
          style: ink.accent, glyphs: ink.glyphs)
        continue
      }
      let reason = command.unavailable(state)
      drawListLine(
        line.text(command, reason: reason, ink: ink), isChosen: line.index == chosen,
        column: rect.column, row: row, columns: rect.columns,
        style: reason == nil ? ink.text : ink.faint, line: line.index, ink: ink)
    }
  }
}

/// A line of the help: the heading of a scope or one of its commands.
private struct HelpLine {
  let heading: String
  let command: Command?
  /// The position among the commands.
  let index: Int?
  let scopes: [CommandScope]
  let table: CommandTable

  static func lines(
    _ commands: [Command], scopes: [CommandScope], table: CommandTable
  ) -> [HelpLine] {
    scopes.flatMap { scope -> [HelpLine] in
      let own = commands.enumerated().filter { $0.element.scope == scope }
      guard !own.isEmpty else { return [] }
      return [
        HelpLine(heading: scope.title, command: nil, index: nil, scopes: scopes, table: table)
      ]
        + own.map {
          HelpLine(
            heading: "", command: $0.element, index: $0.offset, scopes: scopes, table: table)
        }
    }
  }

  func text(_ command: Command, reason: String?, ink: Ink) -> String {
    let keys = command.keys.filter { table.reaches($0, command, in: scopes) }
      .map { $0.label(glyphs: ink.glyphs) }.joined(separator: " ")
    let label = keys.isEmpty ? ":\(command.name)" : keys
    let note = reason.map { " (\($0))" } ?? ""
    return label.fitted(to: 18, glyphs: ink.glyphs) + " " + command.title + note
  }
}
