#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads tables of text: wide ones with a column per figure, and long ones with a name and a value on every line, such
/// as `Epoch,Loss,Value`.
struct CSVDecoder: LogDecoder {
  private struct Column {
    var role: ColumnRole
    var name: String
    var series: Int?
    var isKnown = false
  }

  private enum Layout {
    case unknown
    case wide([Column])
    case long(names: NameTable, series: [Int?])
  }

  let file: String
  private var layout = Layout.unknown
  private var delimiter = UInt8(ascii: ",")
  private var header: [UInt8] = []
  private var row = LineRow()
  private var fields: [Range<Int>] = []

  init(file: String) { self.file = file }

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
    if range.isEmpty || text[range.lowerBound] == UInt8(ascii: "#") { return true }
    let line = UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
    switch layout {
    case .unknown:
      let header = CSVHeader(line)
      delimiter = header.delimiter
      self.header = Array(line)
      layout =
        header.isLong
        ? .long(names: NameTable(), series: [])
        : .wide(header.names.map { Column(role: ColumnRole(name: $0), name: $0) })
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
    guard case .wide(var columns) = layout else { return false }
    layout = .unknown
    defer { layout = .wide(columns) }
    split(text, range)
    guard fields.count == columns.count else { return false }
    row.begin()
    for (column, field) in zip(columns, fields) where column.role != .value {
      guard let value = CSVField.number(text, field) else { continue }
      if case .step(let rank) = column.role { row.see(step: value, rank: rank) }
      if column.role == .time { row.see(time: value) }
    }
    let (step, time, stepRank) = row.finish()
    for index in columns.indices where columns[index].role != .time {
      if case .step(let rank) = columns[index].role, rank == stepRank { continue }
      guard let value = CSVField.number(text, fields[index]) else { continue }
      if !columns[index].isKnown {
        columns[index].series = log.series.index(of: columns[index].name)
        columns[index].isKnown = true
      }
      log.series.append(columns[index].series, step: step, time: time, value: value)
    }
    return true
  }

  private mutating func decodeLong(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) -> Bool {
    guard case .long(var names, var series) = layout else { return false }
    layout = .unknown
    defer { layout = .long(names: names, series: series) }
    split(text, range)
    guard fields.count == 3, let step = CSVField.number(text, fields[0]),
      let value = CSVField.number(text, fields[2])
    else { return false }
    let field = CSVField.unquoted(text, fields[1])
    let number = names.number(
      of: UnsafeRawBufferPointer(start: text + field.lowerBound, count: field.count))
    guard let number, let whole = Int(exactly: step) else {
      if number == nil { log.series.append(nil, step: 0, time: .nan, value: 0) }
      return number == nil
    }
    while series.count <= number { series.append(log.series.index(of: names.name(series.count))) }
    log.series.append(series[number], step: whole, time: .nan, value: value)
    return true
  }

  private mutating func split(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    CSVField.split(text, range, delimiter: delimiter, into: &fields)
  }
}
