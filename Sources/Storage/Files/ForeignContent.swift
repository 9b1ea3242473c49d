/// What people take for a file of this program and is none, by its first bytes.
package enum ForeignContent: String, Sendable {
  /// Columns.
  case parquet = "a Parquet table"
  /// Tables with keys.
  case database = "an SQLite database"
  /// Anything, compressed.
  case compressed = "compressed data"
  /// Text of two bytes a character.
  case utf16 = "text in UTF-16"
  /// One document.
  case object = "one JSON object, which is not a log by itself"

  /// Recognises a file by its first bytes; `nil` for anything else.
  package init?(start: [UInt8]) {
    if let found = Self.signatures.first(where: { start.starts(with: $0.bytes) }) {
      self = found.content
      return
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = start.starts(with: mark) ? start.dropFirst(mark.count) : start[...]
    guard text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") else {
      return nil
    }
    // Objects line by line are a log.
    let lines = text.split(separator: UInt8(ascii: "\n")).prefix(3)
    guard lines.count(where: { $0.first == UInt8(ascii: "{") }) < 2 else { return nil }
    self = .object
  }

  private static let signatures: [(bytes: [UInt8], content: ForeignContent)] =
    [
      (Array("PAR1".utf8), .parquet),
      (Array("SQLite format 3".utf8), .database), (Array("BZh".utf8), .compressed),
      ([0xFD] + Array("7zXZ".utf8), .compressed),
      ([0x28, 0xB5, 0x2F, 0xFD], .compressed), ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    ]
}
