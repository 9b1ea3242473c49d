import Storage

/// A path that was not read, with the reason.
public struct SearchNote: Sendable, Equatable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// Why it was not read.
  public let reason: String

  /// Creates a note.
  public init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }

  init(_ error: StorageError) { self.init(path: error.path, reason: error.reason) }

  /// One line for people.
  public var description: String { "\(path): \(reason)" }
}
