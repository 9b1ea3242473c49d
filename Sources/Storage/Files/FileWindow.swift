/// Parts of a file, a few of which are in memory at a time.
struct FileWindow {
  let file: GrowingFile
  private var bytes: [UInt8] = []
  private var start = 0

  /// The bytes that are read at once, unless more are requested.
  private static let byteCount = 1 << 16

  init(_ file: GrowingFile) { self.file = file }

  /// Calls `body` with the bytes at an offset that the file is known to have.
  mutating func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) throws(StorageError) -> Result {
    if range.lowerBound < start || range.upperBound > start + bytes.count { try load(range) }
    return bytes.withUnsafeBytes {
      body(
        UnsafeRawBufferPointer(
          rebasing: $0[range.lowerBound - start..<range.upperBound - start]))
    }
  }

  private mutating func load(_ range: Range<Int>) throws(StorageError) {
    start = range.lowerBound
    bytes = [UInt8](repeating: 0, count: max(Self.byteCount, range.count))
    let offset = start
    let count = try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
      try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: offset)
    }
    bytes.removeLast(bytes.count - count)
    guard count >= range.count else {
      throw .malformed(
        path: file.path, place: "byte \(start)", expected: "\(range.count) bytes",
        found: "\(count) bytes")
    }
  }
}
