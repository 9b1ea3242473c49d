/// How a text table is written and what its columns are called, inferred from its first records.
///
/// Maps, data sets and logs read tables by it. What was inferred is in ``notes``.
package struct TableFormat: Sendable, Equatable {
  /// What stands between two fields, and how numbers are written.
  package private(set) var dialect: TableDialect
  /// The names of the columns as they are written; empty for one without a name.
  package private(set) var names: [String]
  /// The units of the columns; empty for pure numbers, and where none are named.
  package private(set) var units: [String]
  /// Whether a line or a comment names the columns.
  package private(set) var hasHeader = false
  /// How many fields a record has: the columns, and the empty field after a separator that ends every line.
  package private(set) var cellCount: Int
  /// The line of the first record, which other records are compared with, counted from 1.
  package private(set) var firstLine: Int
  /// Where the first record of values begins in the text; the end of the header where there is none yet.
  package private(set) var dataOffset: Int
  /// The number of lines before it.
  package private(set) var dataLineCount: Int
  /// The number of records of values in the beginning of the text: where there are none, more text may be needed.
  package private(set) var recordCount: Int
  /// What was inferred, one sentence each.
  package private(set) var notes: [String] = []

  /// Examines the beginning of a text; `nil` when there is no record.
  ///
  /// - Parameters:
  ///   - text: The text in UTF-8 without a byte order mark; of a long one the first lines are examined.
  ///   - isWhole: Whether the text is complete; otherwise an incomplete last line is ignored.
  package init?(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool = true) {
    guard let start = text.baseAddress else { return nil }
    let end = isWhole ? text.count : (text.lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1
    let source = TableSource(start, count: end)
    guard let any = TableSample(source, separator: .blanks) else { return nil }
    let extended = ExtendedHeader(any.comments, text: start)
    let separator = extended?.separator ?? source.separator
    let found = separator.map { TableSample(source, separator: $0) } ?? TableSample.best(source)
    guard let plain = found else { return nil }
    let colored =
      plain.hasColors
      ? TableSample(source, separator: plain.dialect.separator, hasColors: true) : nil
    let sample = colored ?? plain
    guard let first = sample.records.first else { return nil }
    dialect = sample.dialect
    cellCount = first.cells.count
    firstLine = first.line
    dataOffset = first.range.lowerBound
    dataLineCount = first.line - 1
    recordCount = sample.records.count
    names = [String](repeating: "", count: cellCount)
    units = names
    findHeader(sample, start, extended)
    dropEmptyEnd(sample)
    describeNotation(sample)
  }
}

extension TableFormat {
  private mutating func findHeader(
    _ sample: TableSample, _ text: UnsafePointer<UInt8>, _ extended: ExtendedHeader?
  ) {
    let header = TableHeader(sample: sample, text: text)
    // R writes no name for the column of row names.
    let shift = sample.namesRows ? 1 : 0
    let evidence = header.evidence(shift: shift)
    if extended != nil || evidence != nil {
      takeNames(sample, text, shift: shift)
      if evidence == .numbers { noteNumbers(sample) }
      if let extended {
        units = names.map(extended.unit)
      } else {
        takeUnits(sample, header, text)
      }
    } else if sample.cellCount == cellCount,
      let comment = CommentHeader(sample.comments, of: sample, text: text)
    {
      names = comment.names
      hasHeader = true
      units = comment.units.isEmpty ? units : comment.units.map(\.withoutBrackets)
    }
  }

  private mutating func takeNames(
    _ sample: TableSample, _ text: UnsafePointer<UInt8>, shift: Int
  ) {
    let first = sample.records[0]
    names = [String](repeating: "", count: shift) + first.cells.map { $0.string(in: text) }
    units = [String](repeating: "", count: names.count)
    cellCount = names.count
    hasHeader = true
    begin(at: 1, of: sample)
  }

  private mutating func noteNumbers(_ sample: TableSample) {
    let shown = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? "…" : "")
    notes.append(
      "the numbers in line \(sample.records[0].line) (\(shown)) increase, so they were read as column names"
    )
  }

  private mutating func takeUnits(
    _ sample: TableSample, _ header: TableHeader, _ text: UnsafePointer<UInt8>
  ) {
    let below = Array(sample.records.dropFirst())
    guard header.areUnits(below), let record = below.first else { return }
    units = record.cells.map { $0.string(in: text).withoutBrackets }
    begin(at: 2, of: sample)
    notes.append("line \(record.line) was read as the units of the columns")
  }

  /// Sets the start of the values to a record of the sample, or after the record before it.
  private mutating func begin(at index: Int, of sample: TableSample) {
    recordCount = sample.records.count - index
    if index < sample.records.count {
      dataOffset = sample.records[index].range.lowerBound
      dataLineCount = sample.records[index].line - 1
    } else {
      dataOffset = sample.records[index - 1].range.upperBound
      dataLineCount = sample.records[index - 1].line - 1
    }
  }

  /// Whether all records after the first end with a separator.
  private func endsEmpty(_ sample: TableSample) -> Bool {
    let below = sample.records.dropFirst()
    guard case .byte = sample.dialect.separator, !below.isEmpty, sample.cellCount > 1 else {
      return false
    }
    return below.allSatisfy {
      $0.cells.count == sample.cellCount && $0.cells.last?.range.isEmpty == true
    }
  }

  /// Drops the column after a separator that ends every line.
  private mutating func dropEmptyEnd(_ sample: TableSample) {
    guard endsEmpty(sample) else { return }
    cellCount = sample.cellCount
    guard names.count == cellCount else { return }
    if names.last == "" {
      names.removeLast()
      units.removeLast()
    }
  }

  /// The same table with numbers in a notation that only appears after the first records.
  ///
  /// - Parameters:
  ///   - notation: The notation.
  ///   - line: The first line that shows it.
  /// - Returns: The format, with a note.
  func with(_ notation: NumberNotation, from line: Int) -> TableFormat {
    var format = self
    format.dialect.notation = notation
    let mark =
      notation.hasDecimalComma
      ? "a decimal comma"
      : notation.grouping == .none
        ? "a decimal point" : "a \(notation.grouping.rawValue) as thousands separator"
    format.notes.append("numbers have \(mark), which line \(line) shows first")
    return format
  }

  private mutating func describeNotation(_ sample: TableSample) {
    let notation = dialect.notation
    if let undecided = sample.undecided {
      let reading = notation.hasDecimalComma ? "a decimal comma" : "a thousands separator"
      notes.append("the comma in numbers such as \(undecided) was read as \(reading)")
    } else if notation.hasDecimalComma {
      notes.append("numbers have a decimal comma")
    }
    if notation.grouping != .none, sample.undecided == nil {
      notes.append("a \(notation.grouping.rawValue) is the thousands separator")
    }
    if case .fixed(let columns) = dialect.separator {
      notes.append("the lines are in \(columns.count) columns of fixed width")
    }
  }
}

extension String {
  /// The text inside of the brackets around a unit.
  fileprivate var withoutBrackets: String {
    guard let first, let last, count > 2 else { return self }
    return first == "[" && last == "]" || first == "(" && last == ")"
      ? String(dropFirst().dropLast()) : self
  }
}
