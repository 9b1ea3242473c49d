/// The state of the Files screen.
struct FilesState: ScreenState {
  /// The focused list.
  enum Focus: Sendable {
    /// The entries of the folder.
    case folder
    /// The recent files.
    case recent
  }

  /// The folder that is shown; `nil` until one was listed.
  private(set) var listing: FolderListing?
  /// The last requested folder.
  var asked: FolderRequest?
  /// The last request for facts about entries.
  var askedFacts: FileFactsRequest?
  /// Why the last requested folder cannot be shown.
  private(set) var problem: String?
  /// Whether all entries were inspected when the folder was listed: only then are files that cannot be opened
  /// hidden, because hiding one later would bring another into view.
  private var isLookedAt = false
  /// Whether hidden files, and those that cannot be opened, are shown too.
  private(set) var showsAll = false
  /// The indices of the shown entries in the listing.
  private(set) var shown: [Int] = []
  /// The selected row among the shown entries.
  var chosen = 0
  /// The recent files, newest first; `nil` until the list was read.
  var recent: [RecentFile]?
  /// Whether the list was requested.
  var hasAskedRecent = false
  /// The paths that were already added to the list.
  var remembered: Set<String> = []
  /// The selected row of the recent files.
  var chosenRecent = 0
  /// The focused list.
  var focus = Focus.folder
  /// Whether a model or a data set selected here is being opened; Explore is shown once it is open.
  var isOpening = false
  /// Whether a file of points was chosen here and is being opened: Map comes in front once it is.
  var isOpeningMap = false

  init() {}

  /// The entry under the cursor.
  var entry: FolderEntry? {
    guard let listing, shown.indices.contains(chosen) else { return nil }
    return listing.entries[shown[chosen]]
  }

  /// The shown entry of a row.
  func entry(at row: Int) -> FolderEntry? {
    guard let listing, shown.indices.contains(row) else { return nil }
    return listing.entries[shown[row]]
  }

  /// The number of entries that are not shown.
  var hiddenCount: Int { (listing?.entries.count ?? 0) - shown.count }

  /// Stores a listing; for the folder on screen the cursor stays on its entry.
  mutating func take(_ new: FolderListing, chosen name: String?) {
    let kept = listing?.path == new.path ? entry?.name : name
    listing = new
    isLookedAt = new.entries.allSatisfy { $0.facts != nil }
    problem = nil
    askedFacts = nil
    filter(keeping: kept)
  }

  /// Stores why the last requested folder cannot be shown, and drops the one before it.
  mutating func fail(_ reason: String) {
    problem = reason
    listing = nil
    askedFacts = nil
    (shown, chosen) = ([], 0)
  }

  /// Stores facts about entries.
  mutating func add(_ facts: [String: FileFacts], of folder: String) {
    guard listing?.path == folder else { return }
    let name = entry?.name
    let places = shown
    for place in places {
      if let known = listing.flatMap({ facts[$0.entries[place].name] }) {
        listing?.entries[place].facts = known
      }
    }
    filter(keeping: name)
  }

  /// Shows all entries, or those that can be opened.
  mutating func toggleAll() {
    showsAll.toggle()
    filter(keeping: entry?.name)
  }

  /// Determines the entries to show, and the row of one of them.
  private mutating func filter(keeping name: String?) {
    guard let listing else { return }
    shown = listing.entries.indices.filter { showsAll || canBeOpened(listing.entries[$0]) }
    let row = name.flatMap { name in shown.firstIndex { listing.entries[$0].name == name } }
    chosen = row ?? min(chosen, max(0, shown.count - 1))
    if name == nil { chosen = 0 }
  }

  /// Folders, and files of a known type or not inspected yet; names with a leading dot are hidden.
  private func canBeOpened(_ entry: FolderEntry) -> Bool {
    guard !entry.name.hasPrefix(".") else { return false }
    guard isLookedAt, !entry.isFolder, let facts = entry.facts else { return true }
    return facts.kind != nil || facts.problem != nil
  }
}

extension ExplorerState {
  /// The state of the Files screen.
  var files: FilesState {
    _read { yield self[FilesState.self] }
    _modify { yield &self[FilesState.self] }
  }
}
