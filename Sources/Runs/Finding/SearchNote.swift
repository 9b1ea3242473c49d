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

/// What a search did not read, of which only so much is kept.
struct SearchNotes {
  /// The most notes that are kept one by one.
  static let limit = 1000

  private var notes: [SearchNote] = []
  private var count = 0

  /// Whether nothing was left unread.
  var isEmpty: Bool { count == 0 }

  /// The notes; the last one counts those that were not kept.
  var all: [SearchNote] {
    guard let last = notes.last, count > notes.count else { return notes }
    return notes + [SearchNote(path: last.path, reason: "\(count - notes.count) more like it")]
  }

  mutating func add(_ note: SearchNote) {
    count += 1
    if notes.count < Self.limit { notes.append(note) }
  }
}
