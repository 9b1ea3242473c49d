import Platform

/// Reads printed output of a program: lines with a row of figures among others without.
///
/// A carriage return ends a line too, as progress bars write it.
struct PrintedRowsDecoder: LogDecoder {
  let file: String
  private var printed = PrintedRows()
  private var rows: LogRows

  init(file: String) {
    self.file = file
    rows = LogRows(file: file)
  }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let text = start.assumingMemoryBound(to: UInt8.self)
    var place = lineStart(bytes, from: 0, offset, into: &log)
    while let newline = memchr(start + place, 0x0A, bytes.count - place) {
      let end = newline - UnsafeMutableRawPointer(mutating: start)
      decodeLine(text, place..<end, into: &log)
      place = lineStart(bytes, from: end + 1, offset, into: &log)
    }
    return place
  }

  private mutating func decodeLine(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, into log: inout RunLog
  ) {
    rows.line += 1
    var start = line.lowerBound
    while start < line.upperBound {
      let found = memchr(text + start, 0x0D, line.upperBound - start)
      let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(text) } ?? line.upperBound
      readRows(text, start..<end, into: &log)
      start = end + 1
    }
  }

  private mutating func readRows(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) {
    // Moved out while the body uses them, so that nothing is copied.
    var rows = LogRows(file: file)
    swap(&rows, &self.rows)
    printed.read(text, range) { row, names in
      while rows.columnCount < names.count {
        rows.addColumn(PrintedRows.columnName(names.name(rows.columnCount)), log)
      }
      switch row {
      case .object(let scanner): rows.append(scanner, names: names, text, into: &log)
      case .figures(let figures): rows.append(figures, names: names, into: &log)
      }
    }
    self.rows = rows
  }
}
