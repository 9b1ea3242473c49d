import Platform

/// Reads logs of JSON objects, one per line or one after the other: every number in them is a figure, including those
/// inside objects and lists, which get names such as `loss/train` and `kl/3`.
struct JSONLinesDecoder: LogDecoder {
  let file: String
  /// Whether `null` is a value that is not finite, as in our own logs; elsewhere it is ignored.
  let readsNullAsNumber: Bool

  private var names = NameTable()
  private var rows: LogRows
  private var scanner = JSONNumberScanner()

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
    var place = lineStart(bytes, from: 0, offset, into: &log)
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
    // A closed object is complete, even where the newline after it is missing.
    decodeObjects(text, &place, end: bytes.count, into: &log)
    return place
  }

  /// Reads objects up to the end of the line, or to anything else or an incomplete object.
  private mutating func decodeObjects(
    _ text: UnsafePointer<UInt8>, _ place: inout Int, end: Int, into log: inout RunLog
  ) {
    while scanner.scanNext(text, &place, end: end, names: &names) {
      rows.append(
        scanner, names: names, text, readsNullAsNumber: readsNullAsNumber, into: &log)
    }
  }
}
