/// Little-endian integers at checked positions of a buffer.
struct LittleEndianBytes {
  let bytes: UnsafeRawBufferPointer
  let path: String

  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Value.Type, _ place: String
  ) throws(StorageError) -> Value {
    let size = MemoryLayout<Value>.size
    guard offset >= 0, offset <= bytes.count - size else {
      throw .malformed(
        path: path, place: place, expected: "\(size) bytes at byte \(offset)",
        found: "a file of \(bytes.count) bytes")
    }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// A count or position that must fit an `Int`.
  func size<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Value.Type, _ place: String
  ) throws(StorageError) -> Int {
    let value = try integer(at: offset, as: type, place)
    guard let size = Int(exactly: value) else {
      throw .malformed(
        path: path, place: place, expected: "a number below 2^63", found: "\(value)")
    }
    return size
  }

  /// A run of bytes that must lie within the buffer.
  func slice(
    at offset: Int, count: Int, _ place: String
  ) throws(StorageError) -> UnsafeRawBufferPointer {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw .malformed(
        path: path, place: place, expected: "\(count) bytes at byte \(offset)",
        found: "a file of \(bytes.count) bytes")
    }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }
}
