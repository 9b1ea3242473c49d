import Plotting

extension Screen {
  /// Files that can be opened, in folders and in the list of recent ones.
  static let files: Screen = Screen(
    name: "files", digit: 6, title: "Files",
    purpose: "Shows what can be opened: models, data sets, tables, arrays and runs.",
    commands: FilesCommands.all, scopes: { _ in [.files] }, facts: \.fileFacts,
    draw: { state, frame, body, ink in frame.drawFiles(state, in: body, ink: ink) },
    pendingWork: { $0.pendingFiles() },
    leave: { state in
      state.dropFolderFailure()
      state.files.isOpeningMap = false
      return []
    },
    forget: { state, change in
      let effects = state.showOpened()
      guard change == .model, let path = state.model?.path else { return effects }
      return effects + state.remember(path, by: "explore")
    },
    ownStatus: { state, ink in
      if state.files.isOpeningMap {
        return StatusWord("opening", glyph: ink.glyphs.waiting, style: ink.warning)
      }
      return state.awaited[FolderRequest.kind] == nil
        ? StatusWord("ready", glyph: ink.glyphs.ready, style: ink.good)
        : StatusWord("listing", glyph: ink.glyphs.waiting, style: ink.warning)
    })
}

extension CommandScope {
  /// The Files screen.
  static let files = CommandScope("files", title: "Files")
}
