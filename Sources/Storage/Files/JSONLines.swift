import Platform

/// Reads logs of one JSON object per line while they may still be growing.
package enum JSONLines {
  /// Complete lines of a log and where they end.
  package struct Portion: Sendable, Equatable {
    /// The lines without their newlines; empty lines are left out.
    package let lines: [String]
    /// The position after the last complete line in bytes, from which to read on later.
    package let endOffset: Int
  }

  /// Reads the complete lines of a file from a position on; a last line without newline is left.
  ///
  /// - Parameters:
  ///   - path: The log.
  ///   - offset: Where to start in bytes, 0 or an earlier portion's ``Portion/endOffset``.
  /// - Returns: The lines and where they end.
  /// - Throws: ``StorageError`` when the file cannot be read, is shorter than `offset` (it was
  ///   truncated since), or a line is not UTF-8.
  package static func read(
    path: String, from offset: Int = 0
  ) throws(StorageError) -> Portion {
    precondition(offset >= 0, "JSONLines: offset \(offset)")
    let bytes = try bytes(path: path, from: offset)
    let end = bytes.lastIndex(of: newline).map { $0 + 1 } ?? 0
    var lines: [String] = []
    var start = 0
    while start < end, let stop = bytes[start..<end].firstIndex(of: newline) {
      guard let line = String(validating: bytes[start..<stop], as: UTF8.self) else {
        throw .malformed(
          path: path, place: "line at byte \(offset + start)", expected: "UTF-8 text",
          found: "other bytes")
      }
      if !line.isEmpty { lines.append(line) }
      start = stop + 1
    }
    return Portion(lines: lines, endOffset: offset + end)
  }

  /// Reads instead of mapping, because a mapped log that is truncated meanwhile would fault.
  private static func bytes(path: String, from offset: Int) throws(StorageError) -> [UInt8] {
    let file = try FileDescriptor(path: path, flags: O_RDONLY | O_NONBLOCK)
    let status = try file.status()
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .malformed(
        path: path, place: "file", expected: "a regular file", found: "something else")
    }
    let length = Int(status.st_size)
    guard length >= offset else {
      throw .malformed(
        path: path, place: "length", expected: "at least \(offset) bytes",
        found: "\(length) bytes")
    }
    return try file.read(count: length - offset, at: offset)
  }
}

private let newline = UInt8(ascii: "\n")
