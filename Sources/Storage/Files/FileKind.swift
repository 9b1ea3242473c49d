import Escaping
import Platform

/// The type of file at a path, after following links.
package enum FileKind: String, Sendable {
  /// A regular file.
  case file = "a regular file"
  /// A folder.
  case folder = "a folder"
  /// A named pipe: reading waits for a writer, and takes data from other readers.
  case pipe = "a FIFO"
  /// A device.
  case device = "a device"
  /// A socket.
  case socket = "a socket"
  /// Anything else.
  case other = "something else"

  /// Examines a path without opening it.
  ///
  /// - Parameter path: The path; `nil` when there is nothing.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when that cannot be determined.
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
  /// The result of `stat`; `nil` when there is nothing.
  static func of(_ path: String) throws(StorageError) -> stat? {
    var status = Self()
    let name = FileName.cString(path)
    let isKnown = retryingInterrupted { fstatat(AT_FDCWD, name, &status, 0) } == 0
    let code = isKnown ? 0 : errno
    switch code {
    case 0: return status
    // Only these two mean that there is nothing; all others mean that it is unknown.
    case ENOENT, ENOTDIR: return nil
    default: throw .system(path: path, operation: "examine", code: code)
    }
  }
}
