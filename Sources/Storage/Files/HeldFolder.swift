import Platform

/// A folder held open, so that its files are examined and deleted in place even if its path changes.
///
/// No link is ever followed: neither one in the place of the folder nor one inside.
package final class HeldFolder: Sendable {
  /// A regular file in the folder.
  package struct File: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// Its length in bytes.
    package let byteCount: Int
    /// Whether it belongs to this user.
    package let isOwn: Bool
  }

  private let folder: FileDescriptor
  /// The path as it was opened.
  package let path: String

  /// Opens a folder.
  ///
  /// - Parameter path: A folder, not a link.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when there is none, or it may not be read.
  package init(path: String) throws(StorageError) {
    folder = try FileDescriptor(path: path, flags: Self.flags)
    self.path = path
  }

  private static let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW

  /// The folder's entries except folders: regular files, and the number of others.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the folder cannot be read.
  package func files() throws(StorageError) -> (files: [File], otherCount: Int) {
    // A second file descriptor, because closing the stream closes the one that it reads.
    let again = openat(folder.number, ".", Self.flags | O_CLOEXEC)
    guard again >= 0, let stream = fdopendir(again) else { throw folder.failure("read") }
    defer { closedir(stream) }
    var files: [File] = []
    var otherCount = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // Names of this program's files are ASCII.
      guard let name else {
        otherCount += 1
        continue
      }
      var status = stat()
      guard name != ".", name != "..",
        fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        files.append(
          File(name: name, byteCount: Int(status.st_size), isOwn: status.st_uid == geteuid()))
      case S_IFDIR: continue
      default: otherCount += 1
      }
    }
    return (files.sorted { $0.name < $1.name }, otherCount)
  }

  /// Whether a process is still writing a file that is to be renamed when it is complete.
  package func isWritten(_ name: String) -> Bool {
    let descriptor = openat(
      folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return UnfinishedFile.isWritten(descriptor: descriptor)
  }

  /// Deletes a file.
  ///
  /// - Parameter name: Its name in the folder.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the system refuses; a missing file is not an error.
  package func delete(_ name: String) throws(StorageError) {
    guard unlinkat(folder.number, name, 0) == 0 || errno == ENOENT else {
      throw .system(path: "\(path)/\(name)", operation: "delete", code: errno)
    }
  }
}
