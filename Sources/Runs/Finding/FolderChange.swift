import Storage

/// Tells whether a folder may have other entries than at the last look, without listing it.
struct FolderChange {
  private var status: FileStatus?
  private var quietLooks = 0

  /// So many looks after a change the folder is still listed: a second change within the clock's resolution leaves the
  /// same time.
  private static let patience = 5

  /// Whether listing may show something new.
  mutating func mayHaveNews(_ path: String) -> Bool {
    // A folder that nobody can look at is listed, which tells the reason.
    guard let found = try? FileStatus(path: path, kind: .folder) else {
      (status, quietLooks) = (nil, 0)
      return true
    }
    quietLooks = found == status ? min(quietLooks + 1, Self.patience) : 0
    status = found
    return quietLooks < Self.patience
  }
}
