import Storage

/// A path that was not read, with the reason.
package struct SearchNote: Sendable, Equatable, CustomStringConvertible {
  /// The file or folder.
  package let path: String
  /// Why it was not read.
  package let reason: String

  /// Creates a note.
  package init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }

  init(_ error: StorageError) { self.init(path: error.path, reason: error.reason) }

  /// One line.
  package var description: String { "\(path): \(reason)" }
}
