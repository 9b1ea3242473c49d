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

  /// The names in a folder, sorted.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - limit: The most entries that are kept, the first by name; the others are counted.
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
    var first = FirstNames(limit: limit)
    errno = 0
    while !isCancelled(), let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName.text($0.prefix { $0 != 0 }) }
      guard name != ".", name != "..", isWanted(name) else { continue }
      first.add(name) { isFolder(entry.pointee.d_type, name, dirfd(stream)) }
    }
    return first.entries
  }

  /// The entries that come first by name, and the number of all: twice as many as are kept are held at most.
  private struct FirstNames {
    let limit: Int
    private var kept: [Entry] = []
    private var last: String?
    private var count = 0

    init(limit: Int) { self.limit = limit }

    mutating func add(_ name: String, isFolder: () -> Bool) {
      count += 1
      if let last, last < name { return }
      kept.append(Entry(name: name, isFolder: isFolder()))
      if kept.count >= 2 * max(1, limit) { cut() }
    }

    private mutating func cut() {
      kept.sort { $0.name < $1.name }
      guard kept.count > limit else { return }
      kept.removeLast(kept.count - limit)
      last = kept.last?.name
    }

    var entries: (entries: [Entry], omittedCount: Int) {
      var whole = self
      whole.cut()
      return (whole.kept, count - whole.kept.count)
    }
  }

  /// The system tells most kinds with the name; behind a link, and on some file systems, it has to be asked.
  private static func isFolder(_ type: UInt8, _ name: String, _ folder: Int32) -> Bool {
    guard type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
    var status = stat()
    guard fstatat(folder, FileName.cString(name), &status, 0) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR
  }
}
