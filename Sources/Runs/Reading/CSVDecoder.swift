#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads tables of text: wide ones with a column per figure, and long ones with a name and a value on every line, such
/// as `Epoch,Loss,Value`.
struct CSVDecoder: LogDecoder {
  private enum Layout {
    case unknown
    case wide
    case long
  }

  let file: String
  private var layout = Layout.unknown
  private var delimiter = UInt8(ascii: ",")
  private var header: [UInt8] = []
  private var rows: LogRows
  private var fields: [Range<Int>] = []

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
      var last = end
      while last > place, text[last - 1] == 0x0D || text[last - 1] == 0x20 { last -= 1 }
      if !decodeLine(text, place..<last, into: &log) {
        log.notes.add(
          .malformedLine, file: file, offset: offset + place, byteCount: end - place + 1)
      }
      place = lineStart(bytes, from: end + 1, offset, into: &log)
    }
    return place
  }

  private mutating func decodeLine(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) -> Bool {
    rows.line += 1
    if range.isEmpty || text[range.lowerBound] == UInt8(ascii: "#") { return true }
    let line = UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
    switch layout {
    case .unknown:
      let header = CSVHeader(line)
      delimiter = header.delimiter
      self.header = Array(line)
      layout = header.isLong ? .long : .wide
      if !header.isLong { for name in header.names { rows.addColumn(name, log) } }
      return header.isHeader ? true : decodeWide(text, range, into: &log)
    case .wide:
      return line.elementsEqual(header) || decodeWide(text, range, into: &log)
    case .long:
      return line.elementsEqual(header) || decodeLong(text, range, into: &log)
    }
  }

  private mutating func decodeWide(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) -> Bool {
    split(text, range)
    guard fields.count == rows.columnCount else { return false }
    rows.begin()
    for (column, field) in fields.enumerated() {
      if let value = CSVField.number(text, field) { rows.see(column, value) }
    }
    rows.end(into: &log)
    return true
  }

  private mutating func decodeLong(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) -> Bool {
    split(text, range)
    guard fields.count == 3, let step = CSVField.number(text, fields[0]),
      let value = CSVField.number(text, fields[2])
    else { return false }
    let field = CSVField.unquoted(text, fields[1])
    let name = String(
      decoding: UnsafeBufferPointer(start: text + field.lowerBound, count: field.count),
      as: UTF8.self)
    rows.begin()
    rows.see(rows.column(named: "step", log), step)
    rows.see(rows.column(named: name, log), value)
    rows.end(into: &log)
    return true
  }

  private mutating func split(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    CSVField.split(text, range, delimiter: delimiter, into: &fields)
  }
}
