import Storage

/// Detects whether a folder's entries, or a file's bytes, may have changed since the last poll, without reading it.
struct FolderChange {
  private var status: FileStatus?
  private var quietLooks = 0

  /// For this many polls after a change there may be further changes: a second change within the clock's resolution
  /// leaves the same time.
  private static let patience = 5

  /// Whether reading may show something new.
  mutating func mayHaveNews(_ path: String) -> Bool {
    // What cannot be examined is read, which gives the reason.
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
