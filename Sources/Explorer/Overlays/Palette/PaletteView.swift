import Plotting

extension PaletteState {
  /// Draws the field, then the matching commands.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let entries = entries(in: scopes, of: state.table, recent: state.recentCommands)
    let room = frame.drawTypedListBox(
      body.centered(columns: 80, rows: min(body.rows, 18)), title: "command",
      trailingTitle: completion?.place ?? "\(entries.count) fit", prompt: " : ", field: field,
      ink: ink)
    frame.drawList(count: entries.count, chosen: line, in: room, ink: ink) { index in
      let entry = entries[index]
      let reason = entry.command.unavailable(state)
      return (
        Self.text(entry, reason: reason, columns: room.columns - 2, ink: ink),
        reason == nil ? ink.text : ink.faint
      )
    }
  }

  /// Name and argument, the title or why the command is unavailable, and the keys at the right edge.
  private static func text(
    _ entry: Entry, reason: String?, columns: Int, ink: Ink
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
