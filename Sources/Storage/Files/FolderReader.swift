import Escaping
import Platform

/// Reads the names in a folder.
package enum FolderReader {
  /// A name in a folder.
  package struct Entry: Sendable, Equatable {
    /// The name, as `FileName` writes it.
    package let name: String
    /// Whether it is a folder, or a link to one.
    package let isFolder: Bool
  }

  /// The names in a folder, in the order of the system.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - limit: The most entries that are kept; the others are counted.
  ///   - isCancelled: Asked at every entry; what was read until then is returned.
  ///   - isWanted: Whether an entry counts, by its name.
  /// - Returns: The entries without `.` and `..`, and how many were not kept.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the folder cannot be read.
  package static func entries(
    of path: String, limit: Int, isCancelled: () -> Bool = { false },
    where isWanted: (String) -> Bool = { _ in true }
  ) throws(StorageError) -> (entries: [Entry], omittedCount: Int) {
    guard let stream = opendir(FileName.cString(path)) else {
      throw .system(path: path, operation: "read", code: errno)
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    var omittedCount = 0
    errno = 0
    while !isCancelled(), let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName.text($0.prefix { $0 != 0 }) }
      guard name != ".", name != "..", isWanted(name) else { continue }
      guard entries.count < limit else {
        omittedCount += 1
        continue
      }
      entries.append(
        Entry(name: name, isFolder: isFolder(entry.pointee.d_type, name, dirfd(stream))))
    }
    return (entries, omittedCount)
  }

  /// The system tells most kinds with the name; behind a link, and on some file systems, it has to be asked.
  private static func isFolder(_ type: UInt8, _ name: String, _ folder: Int32) -> Bool {
    guard type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
    var status = stat()
    guard fstatat(folder, FileName.cString(name), &status, 0) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }
}
