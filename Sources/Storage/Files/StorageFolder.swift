import Escaping
import Platform

/// Makes folders.
package enum StorageFolder {
  /// Makes a folder and those above it, as far as they are not there.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - isPrivate: Whether nobody but the owner may look into the folders that are made.
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

  /// Makes a folder, unless it is there.
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
