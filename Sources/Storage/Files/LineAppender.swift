import Platform

/// Appends lines to a log, each with a single `write`, so that a reader never sees interleaved lines.
///
/// One appender writes a file at a time; any number of readers may follow it.
package final class LineAppender: Sendable {
  /// The file that grows.
  package let path: String
  private let file: FileDescriptor

  /// Opens a log, or creates it, ready for the next whole line.
  ///
  /// A last line without its newline was left by a killed writer; it is removed.
  ///
  /// - Parameters:
  ///   - path: The log; its folder must exist.
  ///   - length: Where to truncate the log first, in bytes, to discard what followed a checkpoint;
  ///     `nil` keeps every complete line.
  /// - Throws: ``StorageError`` when the file cannot be opened or is shorter than `length`.
  package init(path: String, truncatingTo length: Int? = nil) throws(StorageError) {
    self.path = path
    file = try FileDescriptor(path: path, flags: O_RDWR | O_APPEND | O_CREAT)
    if let length { try cut(to: length) }
    try removeTornLine()
  }

  /// Adds one line and its newline.
  ///
  /// - Parameter line: The text, without a newline.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the line could not be written
  ///   completely; a part that was written is removed.
  package func append(line: String) throws(StorageError) {
    var bytes = Array(line.utf8)
    precondition(!bytes.contains(newline), "LineAppender: newline inside a line of \(path)")
    bytes.append(newline)
    // Where an earlier line could be written only in part and not be removed.
    try removeTornLine()
    try file.append(bytes)
  }

  /// The length of the log in bytes, always at the end of a line.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the file cannot be examined.
  package var byteCount: Int {
    get throws(StorageError) { Int(try file.status().st_size) }
  }

  /// Whether the path still refers to the file that is written: it was not deleted, moved or replaced.
  package var isInPlace: Bool {
    guard let status = try? file.status() else { return false }
    return FileIdentity(path: path) == FileIdentity(status)
  }

  /// Creates a log that was deleted or moved again, with all of its lines, which the open file still has.
  ///
  /// - Returns: The appender of the new log.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when it cannot be written, or a file now exists there.
  package func restored() throws(StorageError) -> LineAppender {
    let copy = try PendingFile(path: path)
    while case let part = try file.read(count: Self.partSize, at: copy.length), !part.isEmpty {
      try copy.append(part)
    }
    try copy.flush()
    try copy.place(replacing: false)
    return try LineAppender(path: path)
  }

  private static let partSize = 1 << 20

  /// Waits until every line has reached the device.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the device fails.
  package func synchronize() throws(StorageError) {
    try file.synchronize()
  }

  private func cut(to length: Int) throws(StorageError) {
    let found = try byteCount
    guard (0...found).contains(length) else {
      throw .malformed(
        path: path, place: "length", expected: "at least \(length) bytes", found: "\(found) bytes")
    }
    try file.truncate(to: length)
  }

  private func removeTornLine() throws(StorageError) {
    let end = try byteCount
    if end == 0 { return }
    if try file.read(count: 1, at: end - 1) == [newline] { return }
    var upper = end
    while upper > 0 {
      let lower = max(0, upper - 4096)
      if let last = try file.read(count: upper - lower, at: lower).lastIndex(of: newline) {
        upper = lower + last + 1
        break
      }
      upper = lower
    }
    if upper < end { try file.truncate(to: upper) }
  }
}

private let newline = UInt8(ascii: "\n")
