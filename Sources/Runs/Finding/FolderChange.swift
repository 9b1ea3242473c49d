import Storage

/// Tells whether a folder may have other entries, or a file other bytes, than at the last look, without reading it.
struct FolderChange {
  private var status: FileStatus?
  private var quietLooks = 0

  /// So many looks after a change there may still be news: a second change within the clock's resolution leaves the
  /// same time.
  private static let patience = 5

  /// Whether reading may show something new.
  mutating func mayHaveNews(_ path: String) -> Bool {
    // What nobody can look at is read, which tells the reason.
    let now = (try? FileStatus(path: path, kind: .folder)) ?? (try? FileStatus(path: path))
    guard let found = now else {
      (status, quietLooks) = (nil, 0)
      return true
    }
    quietLooks = found == status ? min(quietLooks + 1, Self.patience) : 0
    status = found
    return quietLooks < Self.patience
  }
}
