import Plotting

extension HelpState {
  /// Draws the filter, then every command by scope with its keys.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let commands = commands(in: scopes, of: state.table)
    let room = frame.drawTypedListBox(
      body.centered(columns: 92, rows: body.rows), title: "help",
      trailingTitle: "\(commands.count) lines", prompt: " filter: ", field: field, ink: ink)
    let why =
      showsWhy && commands.indices.contains(line)
      ? commands[line].why.wrapped(to: room.columns - 2, glyphs: ink.glyphs) : []
    for (index, text) in why.enumerated() {
      frame.writeField(
        " " + text, row: room.endRow - why.count + index, in: room, style: ink.accent, ink: ink)
    }
    frame.draw(
      HelpLine.lines(commands, scopes: scopes, table: state.table), chosen: line, state,
      in: room.trimmed(bottom: why.count), ink: ink)
  }
}

extension Frame {
  fileprivate mutating func draw(
    _ lines: [HelpLine], chosen: Int, _ state: ExplorerState, in rect: Rect, ink: Ink
  ) {
    let chosenLine = lines.firstIndex { $0.index == chosen } ?? 0
    let first = ListCursor.firstVisible(chosen: chosenLine, count: lines.count, rows: rect.rows)
    for (offset, line) in lines.dropFirst(first).prefix(rect.rows).enumerated() {
      let row = rect.row + offset
      guard let command = line.command else {
        writeField(" " + line.heading, row: row, in: rect, style: ink.accent, ink: ink)
        continue
      }
      let reason = command.unavailable(state)
      drawListLine(
        line.text(command, reason: reason, ink: ink), isChosen: line.index == chosen,
        column: rect.column, row: row, columns: rect.columns,
        style: reason == nil ? ink.text : ink.faint,
        offer: line.index.map { ("overlay.choose", $0) },
        ink: ink)
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
