import Storage

/// The files of a run, which are searched again when its folder changes.
struct RunFiles {
  private let location: RunLocation
  /// Whether the run is a file and not a folder, as it was first found.
  private var isFile: Bool?
  private var found = FolderRule.Files()
  private var isSearched = false
  private var changes: [String: FolderChange] = [:]

  /// Does not search yet.
  init(_ location: RunLocation) {
    self.location = location
    isFile = location.format.folder == nil ? true : nil
    if isFile == true { found.paths = [location.path] }
  }

  /// The paths, as of the last update.
  var paths: [String] { found.paths }
  /// Why the list may be incomplete.
  var failure: StorageError? { found.failure }
  /// Whether what was read from other files is no longer valid.
  var replaceOthers: Bool { found.replaceOthers }

  /// Whether they are read in the order in which their writers began.
  var areReadByTime: Bool { found.areReadByTime }

  /// Searches the files again when there may be others.
  mutating func update() {
    guard isFile != true, let rule = location.format.folder else { return }
    if isFile == nil, (try? FileKind(path: location.path)) == .file {
      (isFile, found.paths) = (true, [location.path])
      return
    }
    isFile = false
    var hasNews = !isSearched
    for path in changes.keys where changes[path]?.mayHaveNews(path) == true { hasNews = true }
    guard hasNews else { return }
    isSearched = true
    found = rule.files(location.path)
    let known = changes
    changes = [:]
    for path in found.watched { changes[path] = known[path] ?? FolderChange() }
  }
}
