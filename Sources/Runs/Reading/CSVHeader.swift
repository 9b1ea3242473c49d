/// What the first line of a table tells.
struct CSVHeader {
  /// What stands between two fields: a comma, a tab or a semicolon, whichever there is most of.
  let delimiter: UInt8
  /// The names of the columns; "column 1" and so on where the line holds numbers already.
  ///
  /// There are none where the line has more fields than ``CSVField/limit``.
  let names: [String]
  /// Whether the line names the columns.
  let isHeader: Bool

  init(_ line: UnsafeBufferPointer<UInt8>) {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    let counts = candidates.map { candidate in line.count { $0 == candidate } }
    delimiter = candidates[counts.indices.max { counts[$0] < counts[$1] } ?? 0]
    guard let text = line.baseAddress else {
      (names, isHeader) = ([], false)
      return
    }
    var fields: [Range<Int>] = []
    CSVField.split(text, 0..<line.count, delimiter: delimiter, into: &fields)
    guard fields.count <= CSVField.limit else {
      (names, isHeader) = ([], false)
      return
    }
    isHeader = fields.contains {
      !CSVField.unquoted(text, $0).isEmpty && CSVField.number(text, $0) == nil
    }
    let isHeader = isHeader
    names = fields.enumerated().map { index, field in
      let field = CSVField.unquoted(text, field)
      guard isHeader, !field.isEmpty else { return "column \(index + 1)" }
      let bytes = UnsafeBufferPointer(start: text + field.lowerBound, count: field.count)
      return String(decoding: bytes, as: UTF8.self).withoutByteOrderMark
    }
  }

  /// Whether every line holds a step, the name of a figure and its value.
  var isLong: Bool {
    guard isHeader, names.count == 3 else { return false }
    let kinds = ["loss", "name", "metric", "key", "tag", "variable", "quantity"]
    return ColumnRole(name: names[0]).isStep && kinds.contains(names[1].lowercased())
      && names[2].lowercased() == "value"
  }

  /// Whether the columns look like the log of a run: a step, or a long table.
  var isLog: Bool { isHeader && (isLong || names.contains { ColumnRole(name: $0).isStep }) }
}

extension String {
  /// The text without the mark that some programs put at the start of a file.
  fileprivate var withoutByteOrderMark: String {
    unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
  }
}
