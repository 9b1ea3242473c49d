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

  /// What was read.
  struct Rows {
    var columns: [TableColumnBuilder]
    /// The line of every row.
    var lines: [Int] = []
    /// Evidence of another notation in fields that were not numbers, and the first line with one.
    var evidence = NotationEvidence()
    var evidenceLine = 0
    /// The comments with as many fields as a row, and the first of them.
    var remarkCount = 0
    var firstRemark: (line: Int, text: String)?

    var textCount: Int { columns.reduce(0) { $0 + $1.textCount } }
    /// Whether a column has both numbers and texts.
    var isMixed: Bool { columns.contains { $0.hasNumbers && $0.textCount > 0 } }
  }

  /// The columns, the line of every row, and what was inferred.
  ///
  /// If later records use another number notation, the table is read again in it, provided that more numbers are read
  /// that way.
  ///
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` for a row with more or fewer fields than there are columns.
  func read() throws(StorageError) -> (columns: [TableColumn], lines: [Int], notes: [String]) {
    let rows = try readNumbers()
    let notation = rows.evidence.notation(separator: format.dialect.separator).notation
    if rows.evidenceLine > 0, rows.isMixed, notation != format.dialect.notation {
      let other = TableReader(
        text, count: count, format: format.with(notation, from: rows.evidenceLine), path: path)
      let others = try other.readNumbers()
      if others.textCount < rows.textCount { return try other.finish(others) }
    }
    return try finish(rows)
  }

  private func readNumbers() throws(StorageError) -> Rows {
    var rows = Rows(
      columns: zip(format.names, format.units).map { TableColumnBuilder(name: $0, unit: $1) })
    var records = self.records
    records.keepsComments = true
    while try records.next() {
      try check(records)
      if !records.comments.isEmpty { seeRemarks(records, &rows) }
      let cells = records.cells
      for index in rows.columns.indices {
        let field = format.dialect.field(text, cells[index])
        rows.columns[index].append(field, cells[index], in: text, line: records.line)
        if field == .text, rows.evidence.see(text, cells[index].range), rows.evidenceLine == 0 {
          rows.evidenceLine = records.line
        }
      }
      rows.lines.append(records.line)
    }
    seeRemarks(records, &rows)
    return rows
  }

  /// Collects the texts, which takes a second pass.
  private func finish(
    _ read: Rows
  ) throws(StorageError) -> (columns: [TableColumn], lines: [Int], notes: [String]) {
    var rows = read
    let places = rows.columns.indices.filter { rows.columns[$0].needsTexts }
    var records = self.records
    while !places.isEmpty, try records.next() {
      for index in places {
        let cell = records.cells[index]
        rows.columns[index].collect(format.dialect.field(text, cell), cell, in: text)
      }
    }
    var notes = format.notes
    if let remark = rows.firstRemark {
      let (lines, remarks) =
        rows.remarkCount == 1
        ? ("1 line that begins", "was skipped as a comment")
        : ("\(rows.remarkCount) lines that begin", "were skipped as comments")
      notes.append(
        "\(lines) with # and could be a row \(remarks), first line \(remark.line): \(remark.text)")
    }
    return (rows.columns.map(\.column), rows.lines, notes)
  }

  /// Counts the comments after the first row that have as many fields as a row, with numbers in the same places.
  private func seeRemarks(_ records: TableRecords, _ rows: inout Rows) {
    guard !rows.lines.isEmpty, format.names.count > 1 else { return }
    for remark in records.comments {
      var cells: [TableCell] = []
      let line = remark.range
      let start = line.first { text[$0] != UInt8(ascii: "#") } ?? line.upperBound
      guard format.dialect.split(text, start..<line.upperBound, into: &cells) == nil,
        cells.count == format.cellCount || cells.count == format.names.count,
        cells.contains(where: { format.dialect.field(text, $0).value != nil }),
        zip(rows.columns, cells).allSatisfy({ column, cell in
          !column.hasNumbers || format.dialect.field(text, cell) != .text
        })
      else { continue }
      rows.remarkCount += 1
      guard rows.firstRemark == nil else { continue }
      rows.firstRemark = (remark.line, TableCell(line).string(in: text))
    }
  }

  private var records: TableRecords {
    TableRecords(
      text, count: count, from: format.dataOffset, lineCount: format.dataLineCount,
      dialect: format.dialect, path: path)
  }

  private func check(_ records: TableRecords) throws(StorageError) {
    let (expected, found) = (format.names.count, records.cells.count)
    if found == expected { return }
    // The field after a separator that ends the lines is empty.
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
