import Platform
import Storage

/// The files that stay open between two polls, so that what was added before a rotation can still be read.
///
/// At least half of the process's file descriptors are left to the rest of the program; the least recently read file
/// is closed for another. Files beyond that are opened for each poll.
final class OpenFiles {
  /// The slot of one file, which may have been closed.
  final class Place {
    /// The file; `nil` when it was closed.
    fileprivate(set) var file: GrowingFile?
    fileprivate var turn = 0
  }

  /// The most files.
  let capacity: Int
  private var places: [Place] = []
  private var turn = 0

  private static let largestCapacity = 256
  /// File descriptors that are never used: for the terminal, signals, queues, models.
  private static let reserve = 32

  /// Creates a pool for a number of files.
  init(capacity: Int) { self.capacity = capacity }

  /// Creates a pool for the limit of the process.
  convenience init() {
    var limits = rlimit()
    let status = getrlimit(OpenFileLimit.resource, &limits)
    let limit = status == 0 ? Int(clamping: limits.rlim_cur) : 0
    self.init(capacity: min(max((limit - Self.reserve) / 2, 1), Self.largestCapacity))
  }

  /// The files that are open.
  var count: Int { places.count }

  /// Opens a file; when the process has too many, those of the pool are closed first.
  ///
  /// - Parameter path: The file.
  /// - Returns: The file, which is not in the pool yet.
  /// - Throws: ``StorageError`` when it cannot be opened.
  func open(_ path: String) throws(StorageError) -> GrowingFile {
    do {
      return try GrowingFile(path: path)
    } catch {
      guard case .system(_, _, EMFILE) = error, !places.isEmpty else { throw error }
      for place in places { place.file = nil }
      places = []
      return try GrowingFile(path: path)
    }
  }

  /// Keeps a file open until others need its file descriptor.
  func keep(_ file: GrowingFile, at place: Place) {
    turn += 1
    place.turn = turn
    if place.file == nil {
      if places.count >= capacity, let oldest = places.min(by: { $0.turn < $1.turn }) {
        close(oldest)
      }
      places.append(place)
    }
    place.file = file
  }

  /// Closes a file.
  func close(_ place: Place) {
    guard place.file != nil else { return }
    place.file = nil
    places.removeAll { $0 === place }
  }
}
