/// The entries of a zip archive, stored or deflated (PKWARE APPNOTE 6.3), zip64 included.
struct ZipArchive: Sendable {
  struct Entry: Sendable, Equatable {
    let name: String
    let method: Method
    let checksum: UInt32
    let size: Int
    /// Where the possibly compressed content lies in the file.
    let byteRange: Range<Int>
  }

  enum Method: UInt16, Sendable {
    case stored = 0
    case deflated = 8
  }

  let entries: [Entry]
  private let file: MappedFile

  init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    self.file = file
    entries = try file.withUnsafeBytes { bytes throws(StorageError) in
      var directory = ZipDirectory(LittleEndianBytes(bytes: bytes, path: path))
      return try directory.entries()
    }
  }

  /// Calls `body` with the expanded content of an entry, checked against its checksum.
  func withContent<Result>(
    of entry: Entry, _ body: (UnsafeRawBufferPointer) throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    try file.withUnsafeBytes { bytes throws(StorageError) in
      let content = UnsafeRawBufferPointer(rebasing: bytes[entry.byteRange])
      guard entry.method == .deflated else { return try checked(entry, content, body) }
      guard let expanded = Deflate.expand(content, count: entry.size) else {
        throw .malformed(
          path: file.path, place: "zip entry \"\(entry.name)\"",
          expected: "a deflate stream of \(entry.size) bytes", found: "other data")
      }
      return try expanded.withUnsafeBufferPointer { expanded throws(StorageError) in
        try checked(entry, UnsafeRawBufferPointer(expanded), body)
      }
    }
  }

  private func checked<Result>(
    _ entry: Entry, _ content: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    let checksum = Deflate.checksum(content)
    guard checksum == entry.checksum else {
      throw .malformed(
        path: file.path, place: "zip entry \"\(entry.name)\"",
        expected: "checksum \(String(entry.checksum, radix: 16))",
        found: String(checksum, radix: 16))
    }
    return try body(content)
  }
}
