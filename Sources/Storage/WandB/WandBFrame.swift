private import CZlib

/// The frame at an offset of a transaction log of W&B (`run-….wandb`), in the log format of LevelDB.
///
/// Blocks of 32 KiB hold fragments, each of a CRC-32 of type and data in 4 bytes, the length in 2, the type in 1 (whole,
/// first, middle, last), and the data. The file begins with `:W&B`, the number 0xBEE1 and a version.
package enum WandBFrame: Sendable, Equatable {
  /// A record with its assembled payload; the next begins at `end`.
  case record(end: Int)
  /// The header of the file, without content.
  case head(end: Int)
  /// A record with a wrong checksum; the next may begin at `end`.
  case damaged(end: Int)
  /// The rest of a record whose beginning is missing, or bytes that are not a record; the next may begin at `end`.
  case lost(end: Int)
  /// The rest is not written yet.
  case incomplete

  /// The first bytes of a file, before the version.
  package static let signature: [UInt8] = Array(":W&B".utf8) + [0xE1, 0xBE]

  private static let blockByteCount = 1 << 15
  private static let headByteCount = 7

  /// Reads the frame at an offset.
  ///
  /// - Parameters:
  ///   - bytes: A part of a file.
  ///   - place: The offset in `bytes`.
  ///   - offset: Where `bytes` begin in the file.
  ///   - payload: Takes the payload of a record.
  package init(
    _ bytes: UnsafeRawBufferPointer, at place: Int, offset: Int, payload: inout [UInt8]
  ) {
    precondition((0...bytes.count).contains(place) && offset >= 0, "WandBFrame: place \(place)")
    payload.removeAll(keepingCapacity: true)
    if offset + place == 0 {
      self = Self.head(bytes)
      return
    }
    var (next, hasBegun) = (place, false)
    while true {
      switch Fragment(bytes, at: next, offset: offset) {
      case .incomplete:
        self = .incomplete
        return
      case .padding(let end): next = end
      case .lost(let end):
        self = hasBegun ? .lost(end: next) : .lost(end: end)
        return
      case .damaged(let end):
        self = .damaged(end: end)
        return
      case .data(let data, let type):
        // A record that begins before the last one ended: its writer was killed, and another continued.
        guard type.begins != hasBegun else {
          self = .lost(end: hasBegun ? next : data.upperBound)
          return
        }
        hasBegun = true
        payload.append(contentsOf: bytes[data])
        next = data.upperBound
        if type.ends {
          self = .record(end: next)
          return
        }
      }
    }
  }

  private static func head(_ bytes: UnsafeRawBufferPointer) -> WandBFrame {
    guard bytes.count >= headByteCount else { return .incomplete }
    if bytes.starts(with: signature) { return .head(end: headByteCount) }
    return bytes.count >= blockByteCount ? .lost(end: blockByteCount) : .incomplete
  }

  /// A part of a record within one block.
  private enum Fragment {
    case data(Range<Int>, FragmentType)
    case damaged(end: Int)
    case lost(end: Int)
    case padding(end: Int)
    case incomplete

    init(_ bytes: UnsafeRawBufferPointer, at place: Int, offset: Int) {
      let left = blockByteCount - (offset + place) % blockByteCount
      guard left >= headByteCount else {
        self = place + left <= bytes.count ? .padding(end: place + left) : .incomplete
        return
      }
      guard place + headByteCount <= bytes.count else {
        self = .incomplete
        return
      }
      let checksum = UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      let length = Int(
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt16.self)))
      let start = place + headByteCount
      guard let type = FragmentType(rawValue: bytes[place + 6]), headByteCount + length <= left
      else {
        self = place + left <= bytes.count ? .lost(end: place + left) : .incomplete
        return
      }
      guard start + length <= bytes.count else {
        self = .incomplete
        return
      }
      let isRight = Self.checksum(bytes[place + 6..<start + length]) == checksum
      self = isRight ? .data(start..<start + length, type) : .damaged(end: start + length)
    }

    private static func checksum(_ bytes: Slice<UnsafeRawBufferPointer>) -> UInt32 {
      let bytes = UnsafeRawBufferPointer(rebasing: bytes)
      let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return UInt32(truncatingIfNeeded: crc32(0, start, UInt32(bytes.count)))
    }
  }

  /// Which part of a record a fragment is.
  private enum FragmentType: UInt8 {
    case whole = 1
    case first
    case middle
    case last

    var begins: Bool { self == .whole || self == .first }
    var ends: Bool { self == .whole || self == .last }
  }
}
