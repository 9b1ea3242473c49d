import Escaping
import Platform

/// Which file or folder a path leads to, whatever the path's spelling and whatever links lie on the way.
package struct FileIdentity: Sendable, Hashable {
  private let device: UInt64
  private let number: UInt64

  /// Looks where a path leads.
  ///
  /// - Parameter path: The path; links are followed. `nil` when it leads nowhere, or may not be looked at.
  package init?(path: String) {
    var status = stat()
    guard stat(FileName.cString(path), &status) == 0 else { return nil }
    self.init(status)
  }

  /// Looks at an open file or folder.
  ///
  /// - Parameter descriptor: Its descriptor; `nil` when it is none.
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
