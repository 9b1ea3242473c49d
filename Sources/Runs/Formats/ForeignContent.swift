import Storage

/// Files that are mistaken for logs, recognised by their first bytes.
enum ForeignContent: String {
  case pickle = "a pickle of Python, which is a program and is not run"
  case zip = "a zip archive, such as a checkpoint of PyTorch or arrays of NumPy"
  case array = "an array of NumPy"
  case hdf5 = "a file of HDF5"
  case parquet = "a table of Parquet"
  case database = "a database of SQLite"
  case compressed = "compressed data"
  case utf16 = "text in UTF-16"
  case object = "one JSON object, which is no row of a log by itself"

  /// The type of a file by its first bytes; `nil` for anything else.
  ///
  /// - Throws: `StorageError` when the file cannot be read.
  static func of(_ path: String) throws(StorageError) -> ForeignContent? {
    let beginning = try LogBeginning(
      GrowingFile(path: path), name: path.lastPathComponent, isNamed: true,
      byteCount: LogBeginning.firstByteCount)
    let found = signatures.first { beginning.bytes.starts(with: $0.bytes) }?.content
    return found ?? (beginning.firstCharacter == "{" ? .object : nil)
  }

  private static let signatures: [(bytes: [UInt8], content: ForeignContent)] =
    (2...5).map { ([0x80, $0], .pickle) } + [
      (Array("PK\u{3}\u{4}".utf8), .zip), ([0x93] + Array("NUMPY".utf8), .array),
      ([0x89] + Array("HDF\r\n".utf8), .hdf5), (Array("PAR1".utf8), .parquet),
      (Array("SQLite format 3".utf8), .database), ([0x1F, 0x8B], .compressed),
      (Array("BZh".utf8), .compressed), ([0xFD] + Array("7zXZ".utf8), .compressed),
      ([0x28, 0xB5, 0x2F, 0xFD], .compressed), ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    ]
}
