import Platform

/// What distinguishes two states of a file without reading it.
package struct FileStatus: Sendable, Equatable {
  /// The device that holds the file.
  package let device: UInt64
  /// The inode number; another file under the same path has another.
  package let number: UInt64
  /// The length in bytes.
  package let byteCount: Int
  /// When the content was last changed, in unix seconds by the clock of the machine that stores the file.
  package let modificationTime: Double

  /// Examines a regular file or a folder, without opening it.
  ///
  /// - Parameters:
  ///   - path: The file; `nil` when there is nothing.
  ///   - kind: The expected type.
  /// - Throws: ``StorageError`` when that cannot be determined, and when there is something of another type.
  package init?(path: String, kind: FileKind = .file) throws(StorageError) {
    guard let status = try stat.of(path) else { return nil }
    let found = FileKind(mode: status.st_mode)
    guard found == kind else {
      throw .malformed(
        path: path, place: "file", expected: kind.rawValue, found: found.rawValue)
    }
    self.init(status)
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    byteCount = Int(status.st_size)
    let time = status.st_mtim
    modificationTime = Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
