import Storage

extension LogRows {
  /// How numbers in texts are written.
  private static let notation = NumberNotation()

  /// Takes the object that a scanner found as a row.
  ///
  /// - Parameters:
  ///   - scanner: The scanner; its names are the columns.
  ///   - names: Its names.
  ///   - text: The text that it scanned.
  ///   - readsNullAsNumber: Whether `null` is a value that is not finite; else it is ignored.
  ///   - log: Receives the figures.
  mutating func append(
    _ scanner: JSONNumberScanner, names: NameTable, _ text: UnsafePointer<UInt8>,
    readsNullAsNumber: Bool = false, into log: inout RunLog
  ) {
    log.series.refuse(scanner.refusedCount, tooLong: scanner.longNameCount)
    addColumns(names, log)
    begin()
    for entry in scanner.entries where !entry.isNull || readsNullAsNumber {
      see(entry.name, entry.value)
    }
    for entry in scanner.texts {
      switch Self.notation.field(text, entry.range) {
      case .number(let value), .decorated(let value, _): see(entry.name, value)
      case .missing: break
      case .text:
        let (start, count) = (text + entry.range.lowerBound, entry.range.count)
        see(entry.name, text: UnsafeBufferPointer(start: start, count: count), into: &log)
      }
    }
    end(into: &log)
  }

  /// Takes numbers with the indices of their names as a row.
  mutating func append(
    _ figures: some Sequence<(name: Int, value: Double)>, names: NameTable, into log: inout RunLog
  ) {
    addColumns(names, log)
    begin()
    for figure in figures { see(figure.name, figure.value) }
    end(into: &log)
  }

  private mutating func addColumns(_ names: NameTable, _ log: RunLog) {
    while columnCount < names.count { addColumn(names.name(columnCount), log) }
  }
}
