// Goals, in order: every line that does not fit is reported, and every field that was not read is counted; a column
// is numbers or texts as a whole, never a mixture; speed, as tables of a million lines are common.

/// A table of text that was read whole: of any separator, header, notation and encoding that ``TableFormat`` knows.
///
/// Empty lines and lines that begin with `#` are skipped.
package struct Table: Sendable, Equatable {
  /// The columns from the left.
  package let columns: [TableColumn]
  /// The line of every row in the file, counted from 1.
  package let lines: [Int]
  /// Whether a line or a comment named the columns.
  package let hasHeader: Bool
  /// What was inferred, one sentence each.
  package let notes: [String]

  /// The number of rows, header and units not counted.
  package var rowCount: Int { lines.count }

  /// Reads a file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``StorageError`` when the file cannot be mapped, has no rows, or a line has more or fewer
  ///   fields than the first.
  package init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    self = try file.withUnsafeBytes { bytes throws(StorageError) in
      try Table(bytes, path: path)
    }
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: The text in any encoding.
  ///   - path: The file for errors.
  /// - Throws: As ``init(path:)``.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(StorageError) {
    let signature = TextEncoding.signature(of: bytes)
    let text = UnsafeRawBufferPointer(rebasing: bytes[signature.markCount...])
    guard signature.encoding != .utf8 else {
      let plain = text.bindMemory(to: UInt8.self)
      self = try Table(plain, path: path, notes: Self.isUTF8(plain) ? [] : [Self.otherBytes])
      return
    }
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count / 2)
    var transcoder = TextTranscoder(from: signature.encoding)
    transcoder.append(text, to: &plain)
    let count = plain.count
    // A byte after the text keeps the pointer valid for an empty one.
    plain.append(0)
    self = try plain.withUnsafeBufferPointer { plain throws(StorageError) in
      try Table(UnsafeBufferPointer(rebasing: plain[..<count]), path: path, notes: [])
    }
  }

  private static let otherBytes = "bytes that are not UTF-8 were read as Windows-1252"

  /// Whether the beginning of a text, up to a line's end, is UTF-8.
  private static func isUTF8(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = text.prefix(1 << 16)
    guard start.contains(where: { $0 >= 0x80 }) else { return true }
    let end = start.count < text.count ? start.lastIndex { $0 < 0x80 } ?? 0 : start.count
    return String(validating: start[..<end], as: UTF8.self) != nil
  }
}

extension Table {
  private init(
    _ text: UnsafeBufferPointer<UInt8>, path: String, notes: [String]
  ) throws(StorageError) {
    guard let start = text.baseAddress, let format = TableFormat(text) else {
      throw try Self.fault(of: text, path: path)
    }
    let reader = TableReader(start, count: text.count, format: format, path: path)
    let rows = try reader.read()
    (columns, lines) = (rows.columns, rows.lines)
    guard !lines.isEmpty else {
      throw .malformed(
        path: path, place: "table",
        expected: "at least one row below the header in line \(format.firstLine)",
        found: "none")
    }
    hasHeader = format.hasHeader
    self.notes = rows.notes + notes
  }

  /// Why there is no table: the first record cannot be read, or there is none.
  private static func fault(
    of text: UnsafeBufferPointer<UInt8>, path: String
  ) throws(StorageError) -> StorageError {
    for separator in TableSample.separators {
      guard let start = text.baseAddress else { continue }
      var records = TableRecords(
        start, count: text.count, dialect: TableDialect(separator: separator), path: path)
      _ = try records.next()
    }
    return .malformed(
      path: path, place: "table", expected: "at least one line of values", found: "none")
  }
}
