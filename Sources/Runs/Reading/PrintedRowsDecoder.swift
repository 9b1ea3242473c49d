#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads what a program printed: lines that hold a row of figures among others that do not.
///
/// A carriage return ends a line too, as progress bars write it.
struct PrintedRowsDecoder: LogDecoder {
  let file: String
  private var printed = PrintedRows()
  private var rows = ObjectRows()

  init(file: String) { self.file = file }

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
    var start = line.lowerBound
    while start < line.upperBound {
      let end = (start..<line.upperBound).first { text[$0] == 0x0D } ?? line.upperBound
      var rows = rows
      _ = printed.read(text, start..<end) { row in
        rows.append(row.entries, names: row.names, into: &log)
        for _ in 0..<row.refusedCount { log.series.append(nil, step: 0, time: .nan, value: 0) }
      }
      self.rows = rows
      start = end + 1
    }
  }
}
