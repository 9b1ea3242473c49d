import Plotting

extension ExplorerState {
  /// Requests the folder and the facts about the visible entries.
  mutating func pendingFiles() -> [ExplorerEffect] {
    var effects = showOpenedMap()
    if files.asked == nil { effects += list(".") }
    if !files.hasAskedRecent {
      files.hasAskedRecent = true
      effects.append(ask(RecentFilesRequest()))
    }
    return effects + factsInView()
  }

  /// Requests a folder.
  mutating func list(_ path: String, chosen: String? = nil) -> [ExplorerEffect] {
    let wanted = FolderRequest(path: path, chosen: chosen)
    files.asked = wanted
    return [ask(wanted)]
  }

  /// Goes to the parent folder, with the cursor on the folder that was left.
  mutating func listParent() -> [ExplorerEffect] {
    guard let path = files.listing?.path ?? files.asked?.path,
      let parent = FolderPath.parent(of: path)
    else { return [] }
    return list(parent.path, chosen: parent.name)
  }

  /// Removes the failure of a folder from the status line, unless another message is shown by now.
  mutating func dropFolderFailure() {
    if let problem = files.problem, message == .failed(problem) { message = nil }
  }

  /// Opens the selected entry with the command for its type.
  mutating func openChosenFile() -> [ExplorerEffect] {
    if files.focus == .recent {
      guard let recent = files.recent, recent.indices.contains(files.chosenRecent) else {
        return []
      }
      let file = recent[files.chosenRecent]
      return open(file.path, by: file.command, phrase: "")
    }
    guard let listing = files.listing, let entry = files.entry else { return [] }
    let path = listing.path(of: entry)
    guard let kind = entry.facts?.kind else {
      if entry.isFolder { return list(path) }
      message = .failed(
        "\(path): "
          + (entry.facts?.problem
            ?? (entry.facts == nil ? "not examined yet" : "nothing opens it")))
      return []
    }
    if kind == "data", model != nil { return opening { $0.open(data: path) } }
    return open(path, by: entry.facts?.command ?? "", phrase: entry.facts?.phrase ?? "")
  }

  private mutating func open(
    _ path: String, by command: String, phrase: String
  ) -> [ExplorerEffect] {
    switch command {
    case "explore": return opening { $0.open(model: path) }
    case "map":
      message = .done("opening \(path)")
      files.isOpeningMap = true
      return open(mapOf: MapFile(path: path))
    case "watch":
      watch([path])
      return show(.train) + remember(path, by: command)
    default:
      message = .failed("\(path) is \(phrase): latentty \(command) FILE opens it")
      return []
    }
  }

  /// Opens something; the Files screen stays until it is open.
  private mutating func opening(
    _ ask: (inout ExplorerState) -> [ExplorerEffect]
  ) -> [ExplorerEffect] {
    let effects = ask(&self)
    files.isOpening = true
    return effects
  }

  /// Shows what was opened from the Files screen, unless another screen is shown by now.
  mutating func showOpened() -> [ExplorerEffect] {
    guard files.isOpening else { return [] }
    files.isOpening = false
    return screen == .files ? show(.explore) : []
  }

  /// Shows the map of the selected file once the file is open; an error is shown on this screen.
  private mutating func showOpenedMap() -> [ExplorerEffect] {
    guard files.isOpeningMap, let isOpen = isMapFileOpen else { return [] }
    files.isOpeningMap = false
    guard isOpen else {
      dropUnopenedMap()
      return []
    }
    if message?.kind == .done { message = nil }
    return show(.map)
  }

  /// Adds a file to the list of recent ones, if the program stores it.
  mutating func remember(_ path: String, by command: String) -> [ExplorerEffect] {
    guard options.keepsRecentFiles, files.remembered.insert(path).inserted else { return [] }
    files.hasAskedRecent = true
    return [ask(RecentFilesRequest(adding: [RecentFile(path: path, command: command)]))]
  }

  /// Requests facts about the visible entries that were not inspected yet.
  private mutating func factsInView() -> [ExplorerEffect] {
    guard let listing = files.listing, awaited[FolderRequest.kind] == nil,
      awaited[FileFactsRequest.kind] == nil
    else { return [] }
    let layout = FilesLayout(ScreenLayout(size: size).body, focus: files.focus)
    let first = ListCursor.firstVisible(
      chosen: files.chosen, count: files.shown.count, rows: layout.listRows)
    let names = (first..<first + max(1, layout.listRows)).compactMap { row in
      files.entry(at: row).flatMap { $0.facts == nil ? $0.name : nil }
    }
    let wanted = FileFactsRequest(folder: listing.path, names: names)
    guard !names.isEmpty, wanted != files.askedFacts else { return [] }
    files.askedFacts = wanted
    return [ask(wanted)]
  }

  /// The selected entry in words, from the longest text to the shortest.
  var fileFacts: [String] {
    guard let entry = files.entry, files.focus == .folder else { return [""] }
    let kind = entry.facts.map { $0.problem ?? $0.phrase } ?? ""
    return [entry.name + (kind.isEmpty ? "" : "  \(kind)"), entry.name]
  }
}
