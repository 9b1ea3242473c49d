import Storage

/// What the files of a run have logged so far.
package struct RunLog: Sendable {
  /// The most names of pictures.
  package static let imageNameLimit = 1024

  /// The figures.
  package internal(set) var series = SeriesStore()
  /// The pictures by name.
  package internal(set) var images: [String: RunImageSeries] = [:]
  /// What was skipped.
  package internal(set) var notes: [RunNote] = []
  /// The texts where numbers were expected.
  package internal(set) var unread = UnreadColumns()
  /// What was inferred about the format of a file, by file.
  package internal(set) var remarks: [String: [String]] = [:]
  /// The rows or records that were read, whether or not they had a figure.
  package internal(set) var rowCount = 0
  /// Whether the log says that its writer ended regularly.
  package internal(set) var hasEnded = false
  /// The name of the run in the log.
  package internal(set) var title: String?

  /// What the values of columns showed that their names did not, by file and column.
  private var findings: [String: [String: ColumnFinding]] = [:]
  /// Whether what was read so far was misinterpreted, so that the files must be read again.
  private(set) var isOutdated = false

  /// Creates an empty log.
  package init() {}

  /// The rows, records and lines that were read or could not be, where none of them had a figure.
  var fruitlessRowCount: Int {
    rowCount + notes.lazy.filter { Self.fruitless.contains($0.kind) }.reduce(0) { $0 + $1.count }
  }

  private static let fruitless: Set<RunNote.Kind> = [
    .malformedLine, .malformedObject, .longLine, .damagedRecord, .malformedRecord,
  ]

  /// An empty log that keeps the findings about columns.
  func emptied() -> RunLog {
    var log = RunLog()
    log.findings = findings
    return log
  }

  /// The finding about a column of a file.
  func finding(of column: String, in file: String) -> ColumnFinding? { findings[file]?[column] }

  /// Records a finding about a column of a file, which is read again where the finding is new.
  mutating func find(_ finding: ColumnFinding, of column: String, in file: String) {
    let known = findings[file]?[column]
    guard known != finding, known == nil || known == .noStep else { return }
    findings[file, default: [:]][column] = finding
    readAgain()
  }

  /// Records that what was read so far was misinterpreted.
  mutating func readAgain() { isOutdated = true }

  mutating func append(_ image: RunImage, name: String) {
    guard images[name] != nil || images.count < Self.imageNameLimit else { return }
    images[name, default: RunImageSeries()].append(image)
  }
}

/// What a decoder did with a line or record that is longer than the parts in which a file is read.
enum LongRecordOutcome: Equatable {
  /// It needs the whole line in memory.
  case wanted
  /// The rest of it is not written yet.
  case awaited
  /// It read this many bytes from the file.
  case read(byteCount: Int)
}

/// Turns the bytes of a growing file into figures, a part at a time.
protocol LogDecoder: Sendable {
  /// Reads as many complete lines or records as there are.
  ///
  /// - Parameters:
  ///   - bytes: The part of the file after what was read before.
  ///   - offset: The offset of `bytes` in the file.
  ///   - isEnd: Whether the file ends, so far, after `bytes`.
  ///   - log: Receives the figures.
  /// - Returns: The bytes that were read; the others are passed again, followed by more.
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int

  /// Skips zero bytes, after which the file continues.
  ///
  /// - Parameters:
  ///   - zeros: Their range in the file, from the first unread offset on.
  ///   - log: Receives the note.
  /// - Returns: Where to continue reading.
  mutating func pass(zeros: Range<Int>, into log: inout RunLog) -> Int

  /// Reads a record that is longer than the part that was given, straight from its file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - offset: The offset of the record in it.
  ///   - end: Where the file ends.
  ///   - log: Receives the figures.
  /// - Returns: The outcome.
  /// - Throws: `StorageError` when the file cannot be read.
  mutating func decodeLongRecord(
    _ file: GrowingFile, at offset: Int, end: Int, into log: inout RunLog
  ) throws(StorageError) -> LongRecordOutcome

  /// The file.
  var file: String { get }

  /// Whether the file is one document, which its writer rewrites with every figure.
  var isDocument: Bool { get }
}

extension LogDecoder {
  var isDocument: Bool { false }

  /// Lines are read in memory, up to the longest that a log may have.
  mutating func decodeLongRecord(
    _ file: GrowingFile, at offset: Int, end: Int, into log: inout RunLog
  ) throws(StorageError) -> LongRecordOutcome { .wanted }

  mutating func pass(zeros: Range<Int>, into log: inout RunLog) -> Int {
    log.notes.add(.zeroBytes, file: file, offset: zeros.lowerBound, byteCount: zeros.count)
    return zeros.upperBound
  }

  /// Where a line begins after a byte order mark or zeros at an offset; the offset itself when nothing follows the
  /// zeros yet, or when they are too few to be reserved space.
  mutating func lineStart(
    _ bytes: UnsafeRawBufferPointer, from place: Int, _ offset: Int, into log: inout RunLog
  ) -> Int {
    if offset + place == 0, bytes.starts(with: ByteOrderMark.utf8) { return 3 }
    guard place < bytes.count, bytes[place] == 0 else { return place }
    let end = ZeroBytes.end(in: bytes, from: place)
    return end < bytes.count && end - place >= 16
      ? pass(zeros: offset + place..<offset + end, into: &log) - offset : place
  }
}
