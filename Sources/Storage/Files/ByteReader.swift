/// Bytes that are read once, from front to back, so that their source need never be in memory as a whole.
protocol ByteReader {
  /// The path named in errors.
  var path: String { get }
  /// The number of remaining bytes, as far as it is known.
  var remainingCount: Int { get }

  /// Fills `buffer` with the next bytes, at most ``remainingCount``.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(StorageError)

  /// Checks what can only be checked after the last byte; no bytes must remain.
  mutating func finish() throws(StorageError)
}

extension ByteReader {
  /// The next bytes.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when fewer remain.
  mutating func bytes(_ count: Int, _ place: String) throws(StorageError) -> [UInt8] {
    guard count <= remainingCount else {
      throw .malformed(
        path: path, place: place, expected: "\(count) bytes", found: "\(remainingCount) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
      try read(into: UnsafeMutableRawBufferPointer(bytes))
    }
    return bytes
  }
}

/// The bytes of a file; it is read and not mapped, so that a file that is truncated meanwhile is an error and not
/// a fault.
struct FileReader: ByteReader {
  let path: String
  private(set) var remainingCount: Int
  private let file: GrowingFile
  private var offset = 0

  init(path: String) throws(StorageError) {
    file = try GrowingFile(path: path)
    remainingCount = try file.status.byteCount
    self.path = path
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(StorageError) {
    try file.readWhole(into: buffer, at: offset)
    offset += buffer.count
    remainingCount -= buffer.count
  }

  func finish() {}
}

extension GrowingFile {
  /// Reads bytes that were there when the file was examined.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when the file was truncated since.
  func readWhole(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(StorageError) {
    let count = try read(into: buffer, at: offset)
    guard count == buffer.count else {
      throw .malformed(
        path: path, place: "byte \(offset + count)", expected: "\(buffer.count - count) more bytes",
        found: "the end of a file that was truncated while it was read")
    }
  }

  /// Reads bytes that were there when the file was examined.
  func bytes(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
      try readWhole(into: UnsafeMutableRawBufferPointer(bytes), at: offset)
    }
    return bytes
  }
}
