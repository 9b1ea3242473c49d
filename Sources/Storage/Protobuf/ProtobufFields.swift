/// Iterates over the fields of one protocol buffer message in place.
///
/// Groups, which proto3 does not have, and fields beyond the end of the message make it malformed.
struct ProtobufFields {
  /// A field's content; ranges refer to the given bytes.
  enum Content {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(Range<Int>)
  }

  private let bytes: UnsafeRawBufferPointer
  private let end: Int
  private(set) var offset: Int
  /// Whether a field could not be read; nothing follows it.
  private(set) var isMalformed = false

  init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
    (self.bytes, offset, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// The next field, `nil` at the end.
  mutating func next() -> (number: Int, content: Content)? { nextHead(messageEnd: end) }

  /// The next field of a message that ends at `messageEnd`, of which only the first bytes are available.
  ///
  /// Nothing can be read after a field whose content extends beyond the bytes.
  mutating func nextHead(messageEnd: Int) -> (number: Int, content: Content)? {
    guard offset < end else { return nil }
    guard let key = varint(), let content = content(wireType: key & 7, messageEnd) else {
      isMalformed = true
      return nil
    }
    return (Int(truncatingIfNeeded: key >> 3), content)
  }

  private mutating func content(wireType: UInt64, _ messageEnd: Int) -> Content? {
    switch wireType {
    case 0: return varint().map(Content.varint)
    case 1:
      guard end - offset >= 8 else { return nil }
      defer { offset += 8 }
      return .fixed64(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    case 2:
      guard let length = varint(), length <= UInt64(messageEnd - offset) else { return nil }
      defer { offset += Int(length) }
      return .bytes(offset..<offset + Int(length))
    case 5:
      guard end - offset >= 4 else { return nil }
      defer { offset += 4 }
      return .fixed32(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    default: return nil
    }
  }

  /// A number with seven bits per byte, the lowest first.
  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < end, shift < 64 {
      let byte = bytes.load(fromByteOffset: offset, as: UInt8.self)
      offset += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
    isMalformed = true
    return nil
  }

  /// Whether every byte was read.
  var isAtEnd: Bool { offset >= end }
}
