#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads logs of one JSON object a line: every number in it is a figure, also those inside objects and lists, which get
/// names such as `loss/train` and `kl/3`.
struct JSONLinesDecoder: LogDecoder {
  let file: String
  /// Whether `null` stands for a number that is not finite, as in our own logs; elsewhere it says nothing.
  let readsNullAsNumber: Bool

  private var names = NameTable()
  private var columns: [(role: ColumnRole, series: Int?, isKnown: Bool)] = []
  private var row = LineRow()
  private var scanner = JSONNumberScanner()

  init(file: String, readsNullAsNumber: Bool) {
    (self.file, self.readsNullAsNumber) = (file, readsNullAsNumber)
  }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    let text = start.assumingMemoryBound(to: UInt8.self)
    var place = lineStart(bytes, from: 0, offset, into: &log)
    while let newline = memchr(start + place, 0x0A, bytes.count - place) {
      let end = newline - UnsafeMutableRawPointer(mutating: start)
      if !decodeLine(text, place..<end, into: &log) {
        log.notes.add(
          .malformedLine, file: file, offset: offset + place, byteCount: end - place + 1)
      }
      place = lineStart(bytes, from: end + 1, offset, into: &log)
    }
    // An object that is closed is whole, even where the newline behind it is missing.
    if isEnd, place < bytes.count, text[bytes.count - 1] == UInt8(ascii: "}"),
      decodeLine(text, place..<bytes.count, into: &log)
    {
      place = bytes.count
    }
    return place
  }

  /// Reads one line; a line that is no object of any sort changes nothing.
  private mutating func decodeLine(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into log: inout RunLog
  ) -> Bool {
    guard let isObject = scanner.scan(text, range, names: &names) else { return false }
    guard isObject else { return true }
    for _ in 0..<scanner.refusedCount {
      log.series.append(nil, step: 0, time: .nan, value: 0)
    }
    row.begin()
    for entry in scanner.entries {
      while columns.count <= entry.name {
        columns.append((ColumnRole(name: names.name(columns.count)), nil, false))
      }
      switch columns[entry.name].role {
      case .step(let rank): row.see(step: entry.value, rank: rank)
      case .time: row.see(time: entry.value)
      case .value: break
      }
    }
    let (step, time, stepRank) = row.finish()
    for entry in scanner.entries where !entry.isNull || readsNullAsNumber {
      let column = columns[entry.name]
      if column.role == .time { continue }
      if case .step(let rank) = column.role, rank == stepRank { continue }
      if !column.isKnown {
        columns[entry.name].series = log.series.index(of: names.name(entry.name))
        columns[entry.name].isKnown = true
      }
      log.series.append(columns[entry.name].series, step: step, time: time, value: entry.value)
    }
    return true
  }
}
