import Storage

/// Reads transaction logs of W&B: the rows of the history, the name of the run, and its end.
struct WandBDecoder: LogDecoder {
  let file: String
  private var payload: [UInt8] = []
  private var record = WandBRecord()
  private var rows: LogRows
  private var names = NameTable()
  private var scanner = JSONNumberScanner()
  /// The names inside values that are objects.
  private var innerNames = NameTable()
  private var entries: [(name: Int, value: Double)] = []
  /// Whether the last offset without a record was reported.
  private var isSearching = false

  init(file: String) {
    self.file = file
    rows = LogRows(file: file)
  }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    var place = 0
    while place < bytes.count {
      switch WandBFrame(bytes, at: place, offset: offset, payload: &payload) {
      case .incomplete: return place
      case .head(let end): place = end
      case .record(let end):
        isSearching = false
        if !payload.withUnsafeBytes({ record.read($0) }) {
          log.notes.add(
            .malformedRecord, file: file, offset: offset + place, byteCount: end - place)
        }
        takeRecord(into: &log)
        place = end
      case .damaged(let end):
        isSearching = true
        log.notes.add(.damagedRecord, file: file, offset: offset + place, byteCount: end - place)
        place = end
      case .lost(let end):
        // Zeros up to the end are reserved space that is not written yet.
        if ZeroBytes.end(in: bytes, from: place) == bytes.count { return place }
        log.notes.add(
          .lostRecord, file: file, offset: offset + place, count: isSearching ? 0 : 1,
          byteCount: end - place)
        isSearching = true
        place = end
      }
    }
    return place
  }

  mutating func pass(zeros: Range<Int>, into log: inout RunLog) -> Int {
    log.notes.add(
      .lostRecord, file: file, offset: zeros.lowerBound, count: isSearching ? 0 : 1,
      byteCount: zeros.count)
    isSearching = true
    return zeros.upperBound
  }

  private mutating func takeRecord(into log: inout RunLog) {
    switch record.content {
    case .history(let step): takeRow(step: step, into: &log)
    case .run(let name):
      // A resumed run begins with such a record again.
      log.hasEnded = false
      if let name { log.title = String(decoding: payload[name], as: UTF8.self) }
    case .exit: log.hasEnded = true
    case .other: break
    }
  }

  private mutating func takeRow(step: Int?, into log: inout RunLog) {
    entries.removeAll(keepingCapacity: true)
    for item in record.items {
      switch item.value {
      case .number(let value): add(name(of: item), value, &log)
      case .json(let json): takeValue(json, of: item, &log)
      case nil: break
      }
    }
    if let step, !entries.contains(where: { names.name($0.name) == "_step" }) {
      add(Array("_step".utf8), Double(step), &log)
    }
    rows.line += 1
    rows.append(entries, names: names, into: &log)
  }

  /// Takes a JSON value: a number, or an object with numbers that is not one of W&B's own types.
  private mutating func takeValue(
    _ json: Range<Int>, of item: WandBRecord.Item, _ log: inout RunLog
  ) {
    let name = name(of: item)
    var found: [(name: [UInt8], value: Double)] = []
    payload.withUnsafeBufferPointer { payload in
      guard let text = payload.baseAddress, let first = json.first.map({ text[$0] }) else { return }
      if first == UInt8(ascii: "{") {
        guard scanner.scan(text, json, names: &innerNames) == true,
          !payload[json].starts(with: Array("{\"_type\"".utf8))
        else { return }
        found = scanner.entries.filter { !$0.isNull }.map {
          (name + [UInt8(ascii: "/")] + Array(innerNames.name($0.name).utf8), $0.value)
        }
      } else if first != UInt8(ascii: "\""), let value = JSONNumberScanner.number(text, json) {
        found = [(name, value)]
      }
    }
    for (name, value) in found { add(name, value, &log) }
  }

  private func name(of item: WandBRecord.Item) -> [UInt8] {
    Array(item.name.map { payload[$0] }.joined(separator: [UInt8(ascii: "/")]))
  }

  private mutating func add(_ name: [UInt8], _ value: Double, _ log: inout RunLog) {
    guard let number = name.withUnsafeBytes({ names.number(of: $0) }) else {
      let isLong = name.count > NameTable.lengthLimit
      log.series.refuse(isLong ? 0 : 1, tooLong: isLong ? 1 : 0)
      return
    }
    entries.append((number, value))
  }
}
