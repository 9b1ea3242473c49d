import Escaping
import Platform

/// The file or folder that a path refers to, regardless of its spelling and of symbolic links.
package struct FileIdentity: Sendable, Hashable {
  private let device: UInt64
  private let number: UInt64

  /// Resolves a path.
  ///
  /// - Parameter path: The path; links are followed. `nil` when it does not exist, or may not be examined.
  package init?(path: String) {
    var status = stat()
    guard stat(FileName.cString(path), &status) == 0 else { return nil }
    self.init(status)
  }

  /// Examines an open file or folder.
  ///
  /// - Parameter descriptor: Its file descriptor; `nil` when it is invalid.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }
}
