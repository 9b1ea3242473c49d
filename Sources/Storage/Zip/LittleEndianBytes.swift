/// Little-endian integers at checked positions of a part of a file.
struct LittleEndianBytes {
  /// The part.
  let bytes: [UInt8]
  /// Where it begins in the file.
  let start: Int
  let path: String

  init(_ bytes: [UInt8], at start: Int = 0, path: String) {
    (self.bytes, self.start, self.path) = (bytes, start, path)
  }

  /// Where the part ends in the file.
  var end: Int { start + bytes.count }

  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Value.Type, _ place: String
  ) throws(StorageError) -> Value {
    let range = try range(at: offset, count: MemoryLayout<Value>.size, place)
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: type))
    }
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

  /// A run of bytes that must lie within the part.
  func slice(at offset: Int, count: Int, _ place: String) throws(StorageError) -> ArraySlice<UInt8>
  {
    bytes[try range(at: offset, count: count, place)]
  }

  private func range(at offset: Int, count: Int, _ place: String) throws(StorageError) -> Range<Int>
  {
    guard count >= 0, (start...end).contains(offset), count <= end - offset else {
      throw .malformed(
        path: path, place: place, expected: "\(count) bytes at byte \(offset)",
        found: "the end at byte \(end)")
    }
    return offset - start..<offset - start + count
  }
}
