/// The records of a table one after the other.
struct CSVRecords {
  /// The most fields of a record, and the longest field in bytes.
  static let fieldLimit = 1 << 16
  static let byteLimit = 1 << 24

  /// The fields of a record, and the line that it begins on, counted from 1.
  struct Record {
    var fields: [String]
    var line: Int
  }

  private let bytes: UnsafeRawBufferPointer
  private let path: String
  private let delimiter: UInt8
  private var offset: Int
  private var line = 1

  init(_ bytes: UnsafeRawBufferPointer, path: String) {
    self.bytes = bytes
    self.path = path
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    offset = bytes.starts(with: mark) ? mark.count : 0
    delimiter = Self.delimiter(of: bytes, from: offset)
  }

  /// The next record; `nil` at the end.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when a quoted field is not ended, or is followed
  ///   by anything but a delimiter, and when there are more or longer fields than any table has.
  mutating func next() throws(StorageError) -> Record? {
    while let byte = current, byte == newline || byte == carriageReturn || byte == hash {
      skipLine()
    }
    guard current != nil else { return nil }
    var record = Record(fields: [], line: line)
    while true {
      guard record.fields.count < Self.fieldLimit else {
        throw fault("at most \(Self.fieldLimit) fields", found: "more")
      }
      record.fields.append(try field())
      guard current == delimiter else { break }
      offset += 1
    }
    takeLineEnd()
    return record
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func field() throws(StorageError) -> String {
    if current == quote { return try quotedField() }
    let start = offset
    while let byte = current, byte != delimiter, byte != newline, byte != carriageReturn {
      offset += 1
    }
    try checkLength(offset - start)
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private func checkLength(_ byteCount: Int) throws(StorageError) {
    guard byteCount <= Self.byteLimit else {
      throw fault("a field of at most \(Self.byteLimit) bytes", found: "a longer one")
    }
  }

  private func fault(_ expected: String, found: String) -> StorageError {
    .malformed(path: path, place: "line \(line)", expected: expected, found: found)
  }

  private mutating func quotedField() throws(StorageError) -> String {
    let firstLine = line
    var text: [UInt8] = []
    offset += 1
    while let byte = current {
      try checkLength(text.count)
      offset += 1
      if byte != quote {
        if byte == newline { line += 1 }
        text.append(byte)
      } else if current == quote {
        offset += 1
        text.append(quote)
      } else {
        guard
          current == nil || current == delimiter || current == newline || current == carriageReturn
        else {
          throw .malformed(
            path: path, place: "line \(line)", expected: "a delimiter after a quoted field",
            found: "more text")
        }
        return String(decoding: text, as: UTF8.self)
      }
    }
    throw .malformed(
      path: path, place: "line \(firstLine)", expected: "the end of a quoted field",
      found: "the end of the file")
  }

  private mutating func takeLineEnd() {
    if current == carriageReturn { offset += 1 }
    if current == newline {
      offset += 1
    }
    line += 1
  }

  private mutating func skipLine() {
    while let byte = current, byte != newline, byte != carriageReturn { offset += 1 }
    takeLineEnd()
  }

  private static func delimiter(of bytes: UnsafeRawBufferPointer, from start: Int) -> UInt8 {
    var offset = start
    // Comments and empty lines say nothing about the table.
    while offset < bytes.count, [newline, carriageReturn, hash].contains(bytes[offset]) {
      while offset < bytes.count, bytes[offset] != newline { offset += 1 }
      offset += 1
    }
    let line = bytes[min(offset, bytes.count)...].prefix { $0 != newline }
    let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";")]
    return candidates.first(where: line.contains) ?? UInt8(ascii: ",")
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let quote = UInt8(ascii: "\"")
private let hash = UInt8(ascii: "#")
