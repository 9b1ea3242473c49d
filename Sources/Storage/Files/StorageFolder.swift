import Escaping

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes folders.
public enum StorageFolder {
  /// Makes a folder and those above it, as far as they are not there.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the system refuses, or a file is in the way.
  public static func makeWithParents(_ path: String) throws(StorageError) {
    var parent = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      parent += (parent.isEmpty || parent.hasSuffix("/") ? "" : "/") + component
      try make(parent)
    }
  }

  /// Makes a folder, unless it is there.
  ///
  /// - Throws: As ``makeWithParents(_:)`` does, and when the folder above is missing.
  public static func make(_ path: String) throws(StorageError) {
    guard mkdir(FileName.cString(path), 0o755) != 0 else { return }
    let code = errno
    var status = stat()
    if stat(FileName.cString(path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    throw .system(
      path: path, operation: "make a folder", code: code == EEXIST ? ENOTDIR : code)
  }
}
