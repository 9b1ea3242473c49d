/// Reads the rows of a table whose format is known into columns.
struct TableReader {
  private let text: UnsafePointer<UInt8>
  private let count: Int
  private let format: TableFormat
  private let path: String

  init(_ text: UnsafePointer<UInt8>, count: Int, format: TableFormat, path: String) {
    self.text = text
    self.count = count
    self.format = format
    self.path = path
  }

  /// The columns, and the line of every row.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` for a row with more or fewer fields than there are columns.
  func read() throws(StorageError) -> (columns: [TableColumn], lines: [Int]) {
    var columns = zip(format.names, format.units).map {
      TableColumnBuilder(name: $0, unit: $1)
    }
    var lines: [Int] = []
    var records = self.records
    while try records.next() {
      try check(records)
      let cells = records.cells
      for index in columns.indices {
        columns[index].append(
          format.dialect.field(text, cells[index]), cells[index], in: text, line: records.line)
      }
      lines.append(records.line)
    }
    if columns.contains(where: \.needsTexts) {
      let places = columns.indices.filter { columns[$0].needsTexts }
      records = self.records
      while try records.next() {
        for index in places {
          let cell = records.cells[index]
          columns[index].collect(format.dialect.field(text, cell), cell, in: text)
        }
      }
    }
    return (columns.map(\.column), lines)
  }

  private var records: TableRecords {
    TableRecords(
      text, count: count, from: format.dataOffset, lineCount: format.dataLineCount,
      dialect: format.dialect, path: path)
  }

  private func check(_ records: TableRecords) throws(StorageError) {
    let (expected, found) = (format.names.count, records.cells.count)
    if found == expected { return }
    // Behind the separator that ends the lines there is nothing.
    if found > expected, found == format.cellCount, records.cells.last?.range.isEmpty == true {
      return
    }
    throw .malformed(
      path: path, place: "line \(records.line)",
      expected:
        "\(expected == 1 ? "1 field" : "\(expected) fields") as in line \(format.firstLine)",
      found: "\(found)")
  }
}
