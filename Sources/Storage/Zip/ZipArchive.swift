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
  private let file: GrowingFile

  init(path: String) throws(StorageError) {
    file = try GrowingFile(path: path)
    entries = try ZipDirectory(file).entries()
  }

  /// The expanded content of an entry, which is read on demand.
  func reader(of entry: Entry) throws(StorageError) -> ZipEntryReader {
    try ZipEntryReader(entry, in: file)
  }
}
