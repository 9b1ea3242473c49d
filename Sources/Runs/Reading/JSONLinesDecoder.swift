import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads logs of JSON objects, one a line or one behind the other: every number in them is a figure, also those inside
/// objects and lists, which get names such as `loss/train` and `kl/3`.
struct JSONLinesDecoder: LogDecoder {
  let file: String
  /// Whether `null` stands for a number that is not finite, as in our own logs; elsewhere it says nothing.
  let readsNullAsNumber: Bool

  private var names = NameTable()
  private var rows: LogRows
  private var scanner = JSONNumberScanner()
  /// How numbers in texts are written.
  private let notation = NumberNotation()

  init(file: String, readsNullAsNumber: Bool) {
    (self.file, self.readsNullAsNumber) = (file, readsNullAsNumber)
    rows = LogRows(file: file)
    rows.line = 1
  }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let text = start.assumingMemoryBound(to: UInt8.self)
    var place = lineStart(bytes, from: offset == 0 ? Self.markLength(bytes) : 0, offset, into: &log)
    while let newline = memchr(start + place, 0x0A, bytes.count - place) {
      let end = newline - UnsafeMutableRawPointer(mutating: start)
      decodeObjects(text, &place, end: end, into: &log)
      if place < end {
        log.notes.add(
          .malformedLine, file: file, offset: offset + place, byteCount: end - place + 1)
      }
      rows.line += 1
      place = lineStart(bytes, from: end + 1, offset, into: &log)
    }
    // An object that is closed is whole, even where the newline behind it is missing.
    decodeObjects(text, &place, end: bytes.count, into: &log)
    return place
  }

  /// The length of the mark that some programs put at the start of a file.
  private static func markLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads objects up to the end of the line, or to what is none or no whole one.
  private mutating func decodeObjects(
    _ text: UnsafePointer<UInt8>, _ place: inout Int, end: Int, into log: inout RunLog
  ) {
    while scanner.scanNext(text, &place, end: end, names: &names) { takeRow(text, into: &log) }
  }

  private mutating func takeRow(_ text: UnsafePointer<UInt8>, into log: inout RunLog) {
    log.series.refuse(scanner.refusedCount, tooLong: scanner.longNameCount)
    while rows.columnCount < names.count { rows.addColumn(names.name(rows.columnCount), log) }
    rows.begin()
    for entry in scanner.entries where !entry.isNull || readsNullAsNumber {
      rows.see(entry.name, entry.value)
    }
    for entry in scanner.texts {
      switch notation.field(text, entry.range) {
      case .number(let value), .decorated(let value, _): rows.see(entry.name, value)
      case .missing: break
      case .text:
        let (start, count) = (text + entry.range.lowerBound, entry.range.count)
        rows.see(entry.name, text: UnsafeBufferPointer(start: start, count: count), into: &log)
      }
    }
    rows.end(into: &log)
  }
}
