/// What the Files screen remembers.
struct FilesState: ScreenState {
  /// Which list has the focus.
  enum Focus: Sendable {
    /// What is in the folder.
    case folder
    /// What was open lately.
    case recent
  }

  /// The folder that is shown, or `nil` until one was listed.
  private(set) var listing: FolderListing?
  /// The folder that was asked for last.
  var asked: FolderRequest?
  /// The entries whose facts were asked for last.
  var askedFacts: FileFactsRequest?
  /// Why the folder that was asked for last cannot be shown.
  private(set) var problem: String?
  /// Whether all entries were looked at when the folder was listed: only then are those that nothing opens left out, as
  /// each that went would bring another one into view.
  private var isLookedAt = false
  /// Whether hidden files, and those that nothing opens, are shown too.
  private(set) var showsAll = false
  /// The places of the shown entries in the listing.
  private(set) var shown: [Int] = []
  /// The chosen row among the shown entries.
  var chosen = 0
  /// What was open lately, the newest first; `nil` until it was read.
  var recent: [RecentFile]?
  /// Whether it was asked for.
  var hasAskedRecent = false
  /// What was told to be open already.
  var remembered: Set<String> = []
  /// The chosen row of what was open lately.
  var chosenRecent = 0
  /// Which list has the focus.
  var focus = Focus.folder
  /// Whether a model or a data set was chosen here and is being opened: Explore comes in front once it is.
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

  /// How many entries are not shown.
  var hiddenCount: Int { (listing?.entries.count ?? 0) - shown.count }

  /// Takes a listing; of the folder on screen the cursor stays on its entry.
  mutating func take(_ new: FolderListing, chosen name: String?) {
    let kept = listing?.path == new.path ? entry?.name : name
    listing = new
    isLookedAt = new.entries.allSatisfy { $0.facts != nil }
    problem = nil
    askedFacts = nil
    filter(keeping: kept)
  }

  /// Takes why the folder that was asked for last cannot be shown: nothing of the one before it stays.
  mutating func fail(_ reason: String) {
    problem = reason
    listing = nil
    askedFacts = nil
    (shown, chosen) = ([], 0)
  }

  /// Takes what is known of entries.
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

  /// Chooses the entries to show, and the row of one of them.
  private mutating func filter(keeping name: String?) {
    guard let listing else { return }
    shown = listing.entries.indices.filter { showsAll || canBeOpened(listing.entries[$0]) }
    let row = name.flatMap { name in shown.firstIndex { listing.entries[$0].name == name } }
    chosen = row ?? min(chosen, max(0, shown.count - 1))
    if name == nil { chosen = 0 }
  }

  /// Folders, and files of a kind or not looked at yet; names with a point in front are hidden.
  private func canBeOpened(_ entry: FolderEntry) -> Bool {
    guard !entry.name.hasPrefix(".") else { return false }
    guard isLookedAt, !entry.isFolder, let facts = entry.facts else { return true }
    return facts.kind != nil || facts.problem != nil
  }
}

extension ExplorerState {
  /// What the Files screen remembers.
  var files: FilesState {
    _read { yield self[FilesState.self] }
    _modify { yield &self[FilesState.self] }
  }
}
