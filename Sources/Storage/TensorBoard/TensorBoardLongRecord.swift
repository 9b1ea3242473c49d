/// A record of an event file that is too long to be held as a whole: its checksum is computed piece by piece, and its
/// values are read one at a time.
package struct TensorBoardLongRecord {
  /// The outcome of reading a record.
  package enum Outcome: Sendable, Equatable {
    /// It was read, except for a number of values longer than ``valueLimit``.
    case read(longValueCount: Int)
    /// Its payload does not match its checksum.
    case damaged
    /// Its checksum is correct but its message malformed; the values before the fault were delivered.
    case malformed
  }

  /// The longest value that is read, in bytes: a picture, a histogram or a tensor with its name.
  package static let valueLimit = 1 << 24
  private static let pieceByteCount = 1 << 18

  /// The bytes of the record, including the frame around its payload.
  package let byteCount: Int
  /// Whether the file has all of them.
  package let isWhole: Bool
  private let payload: Range<Int>
  private var window: FileWindow
  private var longValueCount = 0

  /// Looks for a record at an offset; `nil` when none begins there.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - offset: The offset.
  ///   - end: Where the file ends.
  /// - Throws: ``StorageError`` when the file cannot be read.
  package init?(_ file: GrowingFile, at offset: Int, end: Int) throws(StorageError) {
    window = FileWindow(file)
    guard end - offset >= TensorBoardFrame.headerByteCount else { return nil }
    let header = offset..<offset + TensorBoardFrame.headerByteCount
    guard
      case .incomplete(let byteCount) = try window.withBytes(
        header, { TensorBoardFrame($0, at: 0) })
    else { return nil }
    self.byteCount = byteCount
    isWhole = byteCount <= end - offset
    payload = header.upperBound..<offset + byteCount - 4
  }

  /// Reads the record, after verifying its checksum.
  ///
  /// - Parameters:
  ///   - event: Receives what the event says outside its values; `body` gets it with one value at a time.
  ///   - body: Receives the event, and the bytes that its ranges refer to with their offset in the file.
  /// - Returns: The outcome.
  /// - Throws: ``StorageError`` when the file cannot be read, or was truncated meanwhile.
  package mutating func read(
    _ event: inout TensorBoardEvent,
    _ body: (TensorBoardEvent, UnsafeRawBufferPointer, _ offset: Int) -> Void
  ) throws(StorageError) -> Outcome {
    precondition(isWhole, "TensorBoardLongRecord: the file ends before the record")
    guard try checksumMatches() else { return .damaged }
    guard try readHead(&event) else { return .malformed }
    var fields = ProtobufFileFields(in: payload)
    while let (number, content) = try fields.next(&window) {
      guard number == 5, case .bytes(let summary) = content else { continue }
      guard try readSummary(summary, &event, body) else { return .malformed }
    }
    return fields.isMalformed ? .malformed : .read(longValueCount: longValueCount)
  }

  private mutating func checksumMatches() throws(StorageError) -> Bool {
    var sum: UInt32 = 0
    var place = payload.lowerBound
    while place < payload.upperBound {
      let piece = place..<min(place + Self.pieceByteCount, payload.upperBound)
      sum = try window.withBytes(piece) { CRC32C.checksum($0, following: sum) }
      place = piece.upperBound
    }
    let stored = try window.withBytes(payload.upperBound..<payload.upperBound + 4) {
      $0.littleEndian(at: 0, as: UInt32.self)
    }
    return CRC32C.masked(sum) == stored
  }

  /// Reads all fields of the event except its values; the step may follow them.
  private mutating func readHead(_ event: inout TensorBoardEvent) throws(StorageError) -> Bool {
    event.clear()
    var fields = ProtobufFileFields(in: payload)
    while let (number, content) = try fields.next(&window) {
      switch (number, content) {
      case (5, _): break
      case (_, .bytes(let range)) where range.count > Self.valueLimit: break
      case (_, .bytes(let range)):
        guard try window.withBytes(range, { event.readField(number, $0) }) else { return false }
      default: event.readNumber(number, content)
      }
    }
    return !fields.isMalformed
  }

  private mutating func readSummary(
    _ summary: Range<Int>, _ event: inout TensorBoardEvent,
    _ body: (TensorBoardEvent, UnsafeRawBufferPointer, Int) -> Void
  ) throws(StorageError) -> Bool {
    var fields = ProtobufFileFields(in: summary)
    while let (number, content) = try fields.next(&window) {
      guard number == 1, case .bytes(let value) = content else { continue }
      if value.count > Self.valueLimit {
        longValueCount += 1
        continue
      }
      let isRead = try window.withBytes(value) { bytes in
        guard event.readOnly(value: bytes) else { return false }
        body(event, bytes, value.lowerBound)
        return true
      }
      guard isRead else { return false }
    }
    return !fields.isMalformed
  }
}
