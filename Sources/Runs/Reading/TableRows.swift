import Storage

/// Turns the lines of a table into rows of a log.
struct TableRows: Sendable {
  /// The number of the line.
  var line: Int {
    get { rows.line }
    set { rows.line = newValue }
  }

  private var rows: LogRows
  private var names: [String] = []
  private var cellCount = 0
  private var hasHeader = false
  private var cells: [TableCell] = []
  /// The figures of a long table: their names, and the column of each; `nil` for a wide one.
  private var long: (names: NameTable, columns: [Int])?

  init(file: String) { rows = LogRows(file: file) }

  /// Takes the columns of a table.
  mutating func begin(_ format: TableFormat, _ log: inout RunLog) {
    hasHeader = format.hasHeader
    take(format.names, cellCount: format.cellCount, &log)
  }

  private mutating func take(_ columns: [String], cellCount: Int, _ log: inout RunLog) {
    (names, self.cellCount) = (columns, cellCount)
    let isLong = columns.isOfLongTable
    long = isLong ? (NameTable(), []) : nil
    for (index, name) in (isLong ? Array(columns.prefix(1)) : columns.distinct).enumerated() {
      // The index of pandas has no name.
      if index == 0, columns[0].isEmpty, columns.count > 1 {
        rows.addRowNumber(name)
      } else {
        rows.addColumn(name, log)
      }
    }
  }

  /// Reads a line; `false` for one that is not a row of the table.
  mutating func decode(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, _ dialect: TableDialect,
    into log: inout RunLog
  ) -> Bool {
    guard !line.isEmpty, !dialect.isRemark(text, line) else { return true }
    cells.removeAll(keepingCapacity: true)
    guard dialect.split(text, line, into: &cells) == nil else { return false }
    if cells.count <= 1, cells.first?.range.isEmpty ?? true { return true }
    if let first = cells.first, dialect.field(text, first).value == nil, isHeader(text, dialect) {
      rows.beginSession()
      take(cells.map { $0.string(in: text) }, cellCount: cells.count, &log)
      return true
    }
    guard cells.count == cellCount || cells.count == names.count else { return false }
    return long == nil
      ? decodeWide(text, dialect, into: &log) : decodeLong(text, dialect, into: &log)
  }

  /// Whether the fields name columns, at least half of them existing ones: the header of another session.
  private func isHeader(_ text: UnsafePointer<UInt8>, _ dialect: TableDialect) -> Bool {
    guard hasHeader, !cells.contains(where: { dialect.field(text, $0).value != nil }) else {
      return false
    }
    let known = Set(names)
    return 2 * cells.count { known.contains($0.string(in: text)) } >= cells.count
  }

  private mutating func decodeWide(
    _ text: UnsafePointer<UInt8>, _ dialect: TableDialect, into log: inout RunLog
  ) -> Bool {
    rows.begin()
    for index in 0..<min(cells.count, names.count) {
      let cell = cells[index]
      switch dialect.field(text, cell) {
      case .number(let value), .decorated(let value, _): rows.see(index, value)
      case .missing: break
      case .text: rows.see(index, text: Self.bytes(text, cell), into: &log)
      }
    }
    rows.end(into: &log)
    return true
  }

  private mutating func decodeLong(
    _ text: UnsafePointer<UInt8>, _ dialect: TableDialect, into log: inout RunLog
  ) -> Bool {
    guard cells.count >= 3 else { return false }
    let name = UnsafeRawBufferPointer(Self.bytes(text, cells[1]))
    guard let step = dialect.field(text, cells[0]).value, var (names, columns) = long else {
      return false
    }
    long = nil
    defer { long = (names, columns) }
    guard let number = names.number(of: name) else {
      let isLong = name.count > NameTable.lengthLimit
      log.series.refuse(isLong ? 0 : 1, tooLong: isLong ? 1 : 0)
      return true
    }
    while columns.count <= number {
      columns.append(rows.addFigure(names.name(columns.count)))
    }
    rows.begin()
    rows.see(0, step)
    switch dialect.field(text, cells[2]) {
    case .number(let value), .decorated(let value, _): rows.see(columns[number], value)
    case .missing: break
    case .text: rows.see(columns[number], text: Self.bytes(text, cells[2]), into: &log)
    }
    rows.end(into: &log)
    return true
  }

  private static func bytes(
    _ text: UnsafePointer<UInt8>, _ cell: TableCell
  ) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + cell.range.lowerBound, count: cell.range.count)
  }
}

extension [String] {
  /// Whether these are the columns of a table with a step, the name of a figure and its value on every line.
  var isOfLongTable: Bool {
    let kinds = ["loss", "name", "metric", "key", "tag", "variable", "quantity"]
    return count == 3 && ColumnRole(name: self[0]).isStep && kinds.contains(self[1].lowercased())
      && self[2].lowercased() == "value"
  }

  /// The names with a number after every repeated one, and "column 3" for the third where it has no name.
  fileprivate var distinct: [String] {
    var counts: [String: Int] = [:]
    return enumerated().map { index, name in
      let name = name.isEmpty ? "column \(index + 1)" : name
      counts[name, default: 0] += 1
      return counts[name] == 1 ? name : "\(name) (\(counts[name] ?? 1))"
    }
  }
}
