import Escaping
import Platform

/// Creates folders.
package enum StorageFolder {
  /// Creates a folder and its parents, as far as they do not exist.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - isPrivate: Whether only the owner may read the folders that are created.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the system refuses, or a file is in the way.
  package static func makeWithParents(
    _ path: String, isPrivate: Bool = false
  ) throws(StorageError) {
    var parent = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      parent += (parent.isEmpty || parent.hasSuffix("/") ? "" : "/") + component
      try make(parent, isPrivate: isPrivate)
    }
  }

  /// Creates a folder, unless it exists.
  ///
  /// - Throws: As ``makeWithParents(_:)`` does, and when the folder above is missing.
  package static func make(_ path: String, isPrivate: Bool = false) throws(StorageError) {
    guard mkdir(FileName.cString(path), isPrivate ? 0o700 : 0o755) != 0 else { return }
    let code = errno
    var status = stat()
    if stat(FileName.cString(path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    throw .system(
      path: path, operation: "make a folder", code: code == EEXIST ? ENOTDIR : code)
  }
}
