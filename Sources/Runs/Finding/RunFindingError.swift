/// Why no run can be watched.
package enum RunFindingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is nothing at the path.
  case missing(path: String)
  /// What is at the path cannot be read.
  case unreadable(path: String, reason: String)
  /// There is no log in the folder, as far as it could be read.
  case noRuns(path: String, unread: [SearchNote])
  /// The file is not a log; what it is, where that can be recognised.
  case unknownFormat(path: String, found: String)

  /// One line: what, where, expected and found.
  package var description: String {
    switch self {
    case .missing(let path): "\(path): expected a run, a folder of runs or a log, found nothing"
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .noRuns(let path, let unread):
      "\(path): expected \(Self.kinds), found none" + Self.text(of: unread)
    case .unknownFormat(let path, let found):
      "\(path): expected a log of training, such as JSON lines with numbers, a table or an event file of TensorBoard, found \(found)"
    }
  }

  /// All recognised formats, in words.
  private static var kinds: String {
    let titles = RunFormat.all.map(\.title)
    return titles.dropLast().joined(separator: ", ") + " or " + (titles.last ?? "")
  }

  private static func text(of unread: [SearchNote]) -> String {
    guard let first = unread.first else { return "" }
    return unread.count == 1
      ? "; not read: \(first)" : "; \(unread.count) paths were not read, the first is \(first)"
  }
}
