import Escaping
import Plotting

extension Frame {
  /// Draws the Files screen.
  mutating func drawFiles(_ state: ExplorerState, in body: Rect, ink: Ink) {
    let layout = FilesLayout(body, focus: state.files.focus)
    if !layout.folder.isEmpty { drawFolder(state, in: layout.folder, ink: ink) }
    if !layout.facts.isEmpty { drawFileFacts(state, in: layout.facts, ink: ink) }
    if !layout.recent.isEmpty { drawRecent(state, in: layout.recent, ink: ink) }
  }

  private mutating func drawFolder(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    let (files, inside) = (state.files, pane.inset(by: 1))
    let path = files.listing?.path ?? files.asked?.path ?? ""
    let counts = FileText.counts(files)
    drawBox(
      pane,
      title: path.shortened(
        to: max(8, pane.columns - counts.columns(glyphs: ink.glyphs) - 8), glyphs: ink.glyphs),
      trailingTitle: counts, focused: files.focus == .folder, style: ink.box)
    guard inside.rows > 0 else { return }
    if let problem = files.problem {
      return drawLines(problem, in: inside, style: ink.error, ink: ink)
    }
    guard let listing = files.listing, !files.shown.isEmpty else {
      let text =
        files.listing == nil
        ? "listing"
        : files.hiddenCount > 0 ? "nothing that can be opened" : "nothing in this folder"
      return drawLines(text, in: inside, style: ink.faint, ink: ink)
    }
    drawList(
      count: files.shown.count, chosen: files.chosen, hasFocus: files.focus == .folder,
      in: inside, command: "files.row", ink: ink
    ) { row in
      let entry = listing.entries[files.shown[row]]
      let isOpened = entry.isFolder || entry.facts?.kind != nil
      return (
        FileText.line(entry, at: listing.time, columns: inside.columns - 2, glyphs: ink.glyphs),
        entry.facts?.problem != nil ? ink.warning : isOpened ? ink.text : ink.faint
      )
    }
  }

  private mutating func drawFileFacts(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    let inside = pane.inset(by: 1)
    let entry = state.files.entry
    drawBox(pane, title: "chosen", trailingTitle: "", style: ink.box)
    guard let entry, inside.rows > 0 else { return }
    let facts = entry.facts
    let kind =
      facts?.problem ?? facts.map { $0.kind == nil ? "nothing opens it" : $0.phrase }
      ?? "not examined yet"
    let words = entry.isFolder && facts?.kind == nil && facts?.problem == nil ? "a folder" : kind
    let action = facts?.kind.map { "  Enter: \(FileText.action(kind: $0, facts?.command ?? ""))" }
    writeField(
      " " + entry.name.escaped + "  " + words + (action ?? ""), row: inside.row, in: inside,
      style: facts?.problem == nil ? ink.text : ink.warning, ink: ink)
    guard inside.rows > 1 else { return }
    writeField(
      " " + (facts?.summary ?? ""), row: inside.row + 1, in: inside, style: ink.faint, ink: ink)
  }

  private mutating func drawRecent(_ state: ExplorerState, in pane: Rect, ink: Ink) {
    let (files, inside) = (state.files, pane.inset(by: 1))
    let isFocused = files.focus == .recent
    drawBox(
      pane, title: "recent models and runs", trailingTitle: isFocused ? "Enter opens" : "Tab",
      focused: isFocused, style: ink.box)
    guard let recent = files.recent, !recent.isEmpty else {
      return drawLines("nothing was opened recently", in: inside, style: ink.faint, ink: ink)
    }
    drawList(
      count: recent.count, chosen: files.chosenRecent, hasFocus: isFocused, in: inside,
      command: nil, ink: ink
    ) { row in
      let file = recent[row]
      let kind = file.command == "watch" ? "run" : "model"
      let path = file.path.shortened(to: inside.columns - 2 - 6, glyphs: ink.glyphs)
      return (kind.fitted(to: 6, glyphs: ink.glyphs) + path, ink.text)
    }
  }

  private mutating func drawLines(_ text: String, in inside: Rect, style: Style, ink: Ink) {
    let lines = text.escaped.wrapped(to: max(1, inside.columns - 1), glyphs: ink.glyphs)
    for (index, line) in lines.prefix(max(0, inside.rows)).enumerated() {
      write(
        line, column: inside.column + 1, row: inside.row + index, style: style,
        limit: inside.columns - 1)
    }
  }
}
