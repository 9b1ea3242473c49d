import Storage

/// Reads event files of TensorBoard, verifying every record.
///
/// After an offset where no record begins the next one is searched. While there is none, the rest of the file is kept
/// for the next poll, because it may be an incomplete write; beyond ``searchLimit`` bytes it is skipped.
struct TensorBoardDecoder: LogDecoder {
  private enum Target {
    case unknown
    case series(Int?)
  }

  let file: String
  private var names = NameTable()
  private var targets: [Target] = []
  private var event = TensorBoardEvent()
  private var isSearching = false
  private var writer: SeriesWriter?
  /// Whether any step was not 0.
  private var hasSteps = false
  /// Whether all steps are 0, so that the records of every series are counted.
  private var countsRecords = false
  /// The points of every series as long as all steps are 0.
  private var counts: [Int: Int] = [:]

  /// The points of one series at step 0 from which on the writer is assumed to have been given no step.
  private static let countMinimum = 3

  /// The longest valid record: protocol buffer messages are below 2 GiB.
  static let recordLimit = 1 << 31
  /// How many bytes at the end of a file may be incomplete.
  static let searchLimit = 1 << 20

  init(file: String) { self.file = file }

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    countsRecords = log.finding(of: "step", in: file) == .noStep
    if countsRecords { log.remarks[file] = ["every step is 0, so records are counted"] }
    var place = 0
    while place < bytes.count {
      switch TensorBoardFrame(bytes, at: place) {
      case .record(let payload, let end):
        isSearching = false
        if event.read(bytes, in: payload) {
          takeSession(event, into: &log)
          takeValues(event, bytes, at: offset, into: &log)
        } else {
          log.notes.add(
            .malformedRecord, file: file, offset: offset + place, byteCount: end - place)
        }
        place = end
      case .damaged(let end):
        if Self.isUnfinished(bytes, end: end) { return place }
        isSearching = false
        log.notes.add(.damagedRecord, file: file, offset: offset + place, byteCount: end - place)
        place = end
      case .incomplete(let byteCount) where byteCount <= Self.recordLimit:
        return place
      case .lost, .incomplete:
        // Zeros up to the end are reserved space that is not written yet.
        if ZeroBytes.end(in: bytes, from: place) == bytes.count { return place }
        guard let next = next(bytes, after: place) else { return place }
        log.notes.add(
          .lostRecord, file: file, offset: offset + place, count: isSearching ? 0 : 1,
          byteCount: next - place)
        isSearching = true
        place = next
      }
    }
    return place
  }

  mutating func decodeLongRecord(
    _ source: GrowingFile, at offset: Int, end: Int, into log: inout RunLog
  ) throws(StorageError) -> LongRecordOutcome {
    guard var record = try TensorBoardLongRecord(source, at: offset, end: end),
      record.byteCount <= Self.recordLimit
    else { return .wanted }
    guard record.isWhole else { return .awaited }
    isSearching = false
    var event = TensorBoardEvent()
    var isFirst = true
    let outcome = try record.read(&event) { event, bytes, place in
      if isFirst { takeSession(event, into: &log) }
      isFirst = false
      takeValues(event, bytes, at: place, into: &log)
    }
    if isFirst, outcome != .damaged { takeSession(event, into: &log) }
    switch outcome {
    case .read(0): break
    case .read(let count):
      log.notes.add(.longValue, file: file, offset: offset, count: count)
    case .malformed:
      log.notes.add(.malformedRecord, file: file, offset: offset, byteCount: record.byteCount)
    case .damaged:
      log.notes.add(.damagedRecord, file: file, offset: offset, byteCount: record.byteCount)
    }
    return .read(byteCount: record.byteCount)
  }

  /// Where to continue after an offset without a record; `nil` when that is not known yet.
  private func next(_ bytes: UnsafeRawBufferPointer, after place: Int) -> Int? {
    if let found = TensorBoardFrame.nextHeader(bytes, from: place + 1) { return found }
    let searched = bytes.count - TensorBoardFrame.headerByteCount + 1
    guard searched - place > Self.searchLimit else { return nil }
    return min(searched, ZeroBytes.start(ofTailOf: bytes))
  }

  /// Whether a record whose checksum is wrong may be half written: its last byte and all that follows are zeros.
  private static func isUnfinished(_ bytes: UnsafeRawBufferPointer, end: Int) -> Bool {
    end < bytes.count && ZeroBytes.end(in: bytes, from: end - 1) == bytes.count
  }

  mutating func pass(zeros: Range<Int>, into log: inout RunLog) -> Int {
    // The length of a record may begin with zeros, and its checksum too.
    let next = max(zeros.lowerBound, zeros.upperBound - TensorBoardFrame.headerByteCount + 1)
    log.notes.add(
      .lostRecord, file: file, offset: zeros.lowerBound, count: isSearching ? 0 : 1,
      byteCount: next - zeros.lowerBound)
    isSearching = true
    return next
  }

  private func takeSession(_ event: TensorBoardEvent, into log: inout RunLog) {
    guard let session = event.session else { return }
    log.hasEnded = session == .stop
    if session == .start { log.series.restart(at: Double(event.step)) }
  }

  private mutating func takeValues(
    _ event: TensorBoardEvent, _ bytes: UnsafeRawBufferPointer, at offset: Int,
    into log: inout RunLog
  ) {
    if !event.values.isEmpty { log.rowCount += 1 }
    let writer = self.writer ?? log.series.newWriter(.pass)
    self.writer = writer
    for value in event.values {
      let tag = UnsafeRawBufferPointer(rebasing: bytes[value.tag])
      switch value.content {
      case .scalar(let number):
        if tag.count > NameTable.lengthLimit {
          log.series.refuse(0, tooLong: 1)
        } else {
          let index = series(tag, in: &log)
          let step = hasSteps ? Double(event.step) : step(event.step, of: index, &log)
          log.series.append(index, step: step, time: event.wallTime, value: number, by: writer)
        }
      case .image(let width, let height, let place):
        log.append(
          RunImage(
            step: event.step, time: event.wallTime, width: width, height: height, file: file,
            bytes: place.lowerBound + offset..<place.upperBound + offset),
          name: String(decoding: tag, as: UTF8.self))
      case .other: break
      }
    }
  }

  /// The step of a point while all before it are at 0.
  private mutating func step(_ step: Int, of series: Int?, _ log: inout RunLog) -> Double {
    guard step == 0, let series else {
      hasSteps = step != 0
      if countsRecords, hasSteps { log.find(.step, of: "step", in: file) }
      return Double(step)
    }
    let count = counts[series, default: 0]
    counts[series] = count + 1
    if count + 1 == Self.countMinimum { log.find(.noStep, of: "step", in: file) }
    return countsRecords ? Double(count) : 0
  }

  private mutating func series(_ tag: UnsafeRawBufferPointer, in log: inout RunLog) -> Int? {
    guard let number = names.number(of: tag) else { return nil }
    while targets.count <= number { targets.append(.unknown) }
    if case .series(let index) = targets[number] { return index }
    let index = log.series.index(of: names.name(number))
    targets[number] = .series(index)
    return index
  }
}
