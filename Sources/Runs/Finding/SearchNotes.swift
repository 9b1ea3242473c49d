/// What a search did not read, up to a limit.
struct SearchNotes {
  /// The most notes that are kept one by one.
  static let limit = 1000

  private var notes: [SearchNote] = []
  private var count = 0

  /// Whether nothing was left unread.
  var isEmpty: Bool { count == 0 }

  /// The notes; the last one counts those beyond the limit.
  var all: [SearchNote] {
    guard let last = notes.last, count > notes.count else { return notes }
    return notes + [SearchNote(path: last.path, reason: "\(count - notes.count) more like it")]
  }

  mutating func add(_ note: SearchNote) {
    count += 1
    if notes.count < Self.limit { notes.append(note) }
  }
}
