import Escaping
import Platform

/// Folders whose files are trusted because only their owner can have written them.
package enum PrivateFolder {
  /// Creates a folder and its parents for its owner alone, unless it exists and is private.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - levels: How many folders have to be private: the folder itself and those directly above it.
  /// - Throws: What ``check(_:levels:)`` throws, or ``StorageError/system(path:operation:code:)`` when it cannot be
  ///   created.
  package static func make(_ path: String, levels: Int = 1) throws(StorageError) {
    try check(path, levels: levels)
    try StorageFolder.makeWithParents(path, isPrivate: true)
    try check(path, levels: levels)
  }

  /// Finds out whether a folder is private.
  ///
  /// It must be a folder and not a link, belong to this user, and be writable neither by its group nor by others. A
  /// missing folder counts as private.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - levels: How many folders have to be private: the folder itself and those directly above it.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` with what is wrong.
  package static func check(_ path: String, levels: Int = 1) throws(StorageError) {
    precondition(levels >= 1, "PrivateFolder: \(levels) levels")
    var place = path
    for _ in 0..<levels {
      try checkAlone(place)
      guard let slash = place.lastIndex(of: "/") else { return }
      place = String(place[..<slash])
    }
  }

  private static func checkAlone(_ path: String) throws(StorageError) {
    var status = stat()
    guard lstat(FileName.cString(path), &status) == 0 else {
      if [ENOENT, ENOTDIR].contains(errno) { return }
      throw .system(path: path, operation: "examine", code: errno)
    }
    guard let fault = fault(of: status) else { return }
    throw .malformed(
      path: path, place: "private folder",
      expected: "a folder of user \(geteuid()) that no other user may write", found: fault)
  }

  private static func fault(of status: stat) -> String? {
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFDIR else { return kind == S_IFLNK ? "a link" : "not a folder" }
    guard status.st_uid == geteuid() else { return "a folder of user \(status.st_uid)" }
    guard status.st_mode & 0o022 == 0 else {
      return "mode \(String(status.st_mode & 0o7777, radix: 8))"
    }
    return nil
  }
}
