/// The frame at an offset of an event file, in TFRecord format: the length in 8 bytes, its masked CRC-32C in 4, the
/// payload, its masked CRC-32C in 4.
package enum TensorBoardFrame: Sendable, Equatable {
  /// A record with correct checksums: where its payload is, and where the next record begins.
  case record(payload: Range<Int>, end: Int)
  /// A record with a correct length and a corrupted payload; the next begins at `end`.
  case damaged(end: Int)
  /// No record begins here, as the length does not match its checksum.
  case lost
  /// The rest is not written yet; the whole record needs `byteCount` bytes, as far as that is known.
  case incomplete(byteCount: Int)

  /// The bytes around a payload.
  static let overhead = 16

  /// Reads the frame at an offset.
  ///
  /// - Parameters:
  ///   - bytes: A part of a file.
  ///   - offset: The offset in `bytes`.
  package init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    precondition((0...bytes.count).contains(offset), "TensorBoardFrame: offset \(offset)")
    guard bytes.count - offset >= 12 else {
      self = .incomplete(byteCount: Self.overhead)
      return
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    guard Self.matches(bytes, offset..<offset + 8), length <= UInt64(Int.max / 2 - offset) else {
      self = .lost
      return
    }
    let payload = offset + 12..<offset + 12 + Int(length)
    if payload.upperBound + 4 > bytes.count {
      self = .incomplete(byteCount: Int(length) + Self.overhead)
    } else if Self.matches(bytes, payload) {
      self = .record(payload: payload, end: payload.upperBound + 4)
    } else {
      self = .damaged(end: payload.upperBound + 4)
    }
  }

  /// The bytes of a length and its checksum.
  package static let headerByteCount = 12

  /// The next offset where a length matches its checksum, which by chance happens at one in 2^32.
  ///
  /// - Parameters:
  ///   - bytes: A part of a file.
  ///   - offset: The first offset to try.
  /// - Returns: The offset; `nil` when `bytes` has none.
  package static func nextHeader(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> Int? {
    var place = offset
    while place + headerByteCount <= bytes.count {
      if bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) == 0 {
        // The checksum of a length of zero is not zero, so that no header is all zeros.
        place = max(place, ZeroBytes.end(in: bytes, from: place) - headerByteCount + 1)
        if place + headerByteCount > bytes.count { return nil }
      }
      if matches(bytes, place..<place + 8) { return place }
      place += 1
    }
    return nil
  }

  /// Whether the four bytes after a range are its checksum.
  private static func matches(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    let stored = UInt32(
      littleEndian: bytes.loadUnaligned(fromByteOffset: range.upperBound, as: UInt32.self))
    return CRC32C.masked(UnsafeRawBufferPointer(rebasing: bytes[range])) == stored
  }
}
