import Escaping
import Platform

/// What is at a path, behind links.
package enum FileKind: String, Sendable {
  /// A file with content of its own.
  case file = "a regular file"
  /// A folder.
  case folder = "a folder"
  /// A named pipe: reading waits for a writer, and takes from other readers.
  case pipe = "a FIFO"
  /// A device.
  case device = "a device"
  /// A socket.
  case socket = "a socket"
  /// Anything else.
  case other = "something else"

  /// Looks at a path, without opening what is there.
  ///
  /// - Parameter path: The path; `nil` when there is nothing.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when that cannot be told.
  package init?(path: String) throws(StorageError) {
    guard let status = try stat.of(path) else { return nil }
    self.init(mode: status.st_mode)
  }

  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      case S_IFCHR, S_IFBLK: .device
      case S_IFSOCK: .socket
      default: .other
      }
  }
}

extension stat {
  /// What the system knows of a path; `nil` when there is nothing.
  static func of(_ path: String) throws(StorageError) -> stat? {
    var status = Self()
    let name = FileName.cString(path)
    let isKnown = retryingInterrupted { fstatat(AT_FDCWD, name, &status, 0) } == 0
    let code = isKnown ? 0 : errno
    switch code {
    case 0: return status
    // Only these two say that there is nothing; all others that nobody knows.
    case ENOENT, ENOTDIR: return nil
    default: throw .system(path: path, operation: "examine", code: code)
    }
  }
}
