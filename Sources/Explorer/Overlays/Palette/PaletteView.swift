import Plotting

extension Frame {
  /// Draws the palette over the screen: what is typed, then the commands that fit.
  mutating func draw(
    _ palette: PaletteState, scopes: [CommandScope], _ state: ExplorerState, in body: Rect,
    ink: Ink
  ) {
    let entries = palette.entries(
      in: scopes, of: state.table, recent: state.recentCommands)
    let place = body.centered(columns: 80, rows: min(body.rows, 18))
    let inside = drawOverlayBox(
      place, title: "command", trailingTitle: palette.completion?.place ?? "\(entries.count) fit",
      ink: ink)
    drawTextField(
      palette.field, prompt: " : ", column: inside.column, row: inside.row,
      columns: inside.columns, ink: ink)
    let rows = inside.rows - 1
    let first = ListCursor.firstVisible(chosen: palette.chosen, count: entries.count, rows: rows)
    for (offset, entry) in entries.dropFirst(first).prefix(rows).enumerated() {
      let reason = entry.command.unavailable(state)
      drawListLine(
        Self.text(entry, reason: reason, columns: inside.columns - 2, ink: ink),
        isChosen: first + offset == palette.chosen, column: inside.column,
        row: inside.row + 1 + offset, columns: inside.columns,
        style: reason == nil ? ink.text : ink.faint, line: first + offset, ink: ink)
    }
  }

  /// Name and argument, what it does or why it cannot, and the keys at the right edge.
  private static func text(
    _ entry: PaletteState.Entry, reason: String?, columns: Int, ink: Ink
  ) -> String {
    let command = entry.command
    let argument =
      entry.argument.isEmpty ? command.argument?.placeholder ?? "" : entry.argument
    let name = argument.isEmpty ? command.name : command.name + " " + argument
    let keys = command.keys.map { $0.label(glyphs: ink.glyphs) }.joined(separator: " ")
    let what = reason.map { "not now: \($0)" } ?? command.title
    let left = name.fitted(to: min(30, columns / 3), glyphs: ink.glyphs) + " "
    let room = columns - left.columns(glyphs: ink.glyphs) - keys.columns(glyphs: ink.glyphs) - 1
    return left + what.fitted(to: max(0, room), glyphs: ink.glyphs) + keys
  }
}
