import Storage

/// What the files of a run have told so far.
public struct RunLog: Sendable {
  /// The most names of pictures.
  public static let imageNameLimit = 1024

  /// The figures.
  public internal(set) var series = SeriesStore()
  /// The pictures by name.
  public internal(set) var images: [String: RunImageSeries] = [:]
  /// What was passed over.
  public internal(set) var notes: [RunNote] = []
  /// Whether the log says that its writer ended in order.
  public internal(set) var hasEnded = false

  /// Creates an empty log.
  public init() {}

  mutating func append(_ image: RunImage, name: String) {
    guard images[name] != nil || images.count < Self.imageNameLimit else { return }
    images[name, default: RunImageSeries()].append(image)
  }
}

/// What a decoder did with a line or record that is longer than the parts in which a file is read.
enum LongRecordOutcome: Equatable {
  /// It wants to see the whole line in memory.
  case wanted
  /// The rest of it is not there yet.
  case awaited
  /// It read so many bytes from the file.
  case read(byteCount: Int)
}

/// Turns the bytes of a growing file into figures, a part at a time.
protocol LogDecoder: Sendable {
  /// Reads as many whole lines or records as there are.
  ///
  /// - Parameters:
  ///   - bytes: The part of the file behind what was read before.
  ///   - offset: The place of `bytes` in the file.
  ///   - isEnd: Whether the file ends, so far, behind `bytes`.
  ///   - log: Receives the figures.
  /// - Returns: The bytes that were read; the others are given again with more behind them.
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int

  /// Reads a record that is longer than the part that was given, straight from its file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - offset: The place of the record in it.
  ///   - end: Where the file ends.
  ///   - log: Receives the figures.
  /// - Returns: What became of the record.
  /// - Throws: `StorageError` when the file cannot be read.
  mutating func decodeLongRecord(
    _ file: GrowingFile, at offset: Int, end: Int, into log: inout RunLog
  ) throws(StorageError) -> LongRecordOutcome
}

extension LogDecoder {
  /// Lines are read in memory, up to the longest that a log may have.
  mutating func decodeLongRecord(
    _ file: GrowingFile, at offset: Int, end: Int, into log: inout RunLog
  ) throws(StorageError) -> LongRecordOutcome { .wanted }
}
