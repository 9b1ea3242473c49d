// Goals, in order: every line that does not fit is named; a column is numbers or texts as a whole, never a
// mixture; speed, for a million lines are no rarity.

/// A table of comma-separated values (RFC 4180), or of values between semicolons or tabs.
///
/// A first line without any number is the header. Empty lines and lines that begin with `#` are skipped; a
/// byte order mark and either kind of line end are accepted. The delimiter is the first of tab, semicolon and comma
/// that stands in the first line.
public struct CSVTable: Sendable, Equatable {
  /// One column.
  public struct Column: Sendable, Equatable {
    /// The name in the header; empty without one.
    public var name: String
    /// The values in the order of the lines.
    public var values: Values
  }

  /// The values of a column in the order of the lines.
  public enum Values: Sendable, Equatable {
    /// Every field is a number, or empty, which gives one that is not a number.
    case numbers([Float])
    /// Some field is neither; the first such field and its line, counted from 1, say why.
    case texts([String], firstText: String, line: Int)
  }

  /// The columns from the left.
  public let columns: [Column]
  /// The line of every row in the file, counted from 1.
  public let lines: [Int]
  /// Whether the first line named the columns.
  public let hasHeader: Bool

  /// The number of rows, the header not counted.
  public var rowCount: Int { lines.count }

  /// Reads a file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``StorageError`` when the file cannot be mapped, has no rows, or a line has more or fewer
  ///   fields than the first.
  public init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    self = try file.withUnsafeBytes { bytes throws(StorageError) in
      try CSVTable(bytes, path: path)
    }
  }

  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(StorageError) {
    var records = CSVRecords(bytes, path: path)
    guard let first = try records.next() else {
      throw .malformed(
        path: path, place: "csv", expected: "at least one line of values", found: "none")
    }
    let isHeader = !first.fields.contains { CSVNumber.value(of: $0) != nil }
    var columns = first.fields.map { CSVColumnBuilder(name: isHeader ? $0 : "") }
    var lines: [Int] = []
    var record = isHeader ? try records.next() : first
    while let current = record {
      guard current.fields.count == columns.count else {
        let fields = columns.count == 1 ? "1 field" : "\(columns.count) fields"
        throw .malformed(
          path: path, place: "line \(current.line)", expected: "\(fields) as in line \(first.line)",
          found: "\(current.fields.count)")
      }
      for (index, field) in current.fields.enumerated() {
        columns[index].append(field, line: current.line)
      }
      lines.append(current.line)
      record = try records.next()
    }
    if columns.contains(where: \.holdsTexts) {
      // What stood above the first text of a column was read as numbers, so such columns are read again.
      var again = CSVRecords(bytes, path: path)
      if isHeader { _ = try again.next() }
      while let record = try again.next() {
        for (index, field) in record.fields.enumerated() { columns[index].collect(field) }
      }
    }
    self.columns = columns.map { Column(name: $0.name, values: $0.values) }
    self.lines = lines
    hasHeader = isHeader
  }
}

/// Collects a column, as numbers until a field is none.
private struct CSVColumnBuilder {
  let name: String
  private var numbers: [Float] = []
  private var texts: [String] = []
  private var firstText: (text: String, line: Int)?
  private var known: [String: String] = [:]

  private static let knownLimit = 1 << 10

  init(name: String) { self.name = name }

  var holdsTexts: Bool { firstText != nil }

  mutating func append(_ field: String, line: Int) {
    guard firstText == nil else { return }
    if let number = CSVNumber.value(of: field) {
      numbers.append(number)
    } else if CSVNumber.isEmpty(field) {
      numbers.append(.nan)
    } else {
      firstText = (field, line)
      numbers = []
    }
  }

  mutating func collect(_ field: String) {
    guard holdsTexts else { return }
    texts.append(shared(field))
  }

  /// The same text as before, where a few kinds repeat, so that it is kept once.
  private mutating func shared(_ field: String) -> String {
    if let known = known[field] { return known }
    if known.count < Self.knownLimit { known[field] = field }
    return field
  }

  var values: CSVTable.Values {
    firstText.map { .texts(texts, firstText: $0.text, line: $0.line) } ?? .numbers(numbers)
  }
}
