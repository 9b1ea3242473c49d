/// The bytes of a pickle from front to back, and the place where they break the format.
struct PickleReader {
  /// All bytes, in which the pickle may be followed by others.
  let bytes: UnsafeRawBufferPointer
  let path: String
  /// What the bytes are called in errors, such as `pickle`.
  let label: String
  /// Where the next byte is.
  private(set) var offset: Int

  init(_ bytes: UnsafeRawBufferPointer, from offset: Int, path: String, label: String) {
    (self.bytes, self.offset) = (bytes, offset)
    (self.path, self.label) = (path, label)
  }

  mutating func byte() throws(StorageError) -> UInt8 { bytes[try range(1).lowerBound] }

  /// A little-endian integer.
  mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type
  ) throws(StorageError) -> Value {
    let start = try range(MemoryLayout<Value>.size).lowerBound
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: type))
  }

  /// A number in double precision, its most significant byte first.
  mutating func bigEndianDouble() throws(StorageError) -> Double {
    Double(bitPattern: try integer(UInt64.self).byteSwapped)
  }

  /// Where the bytes lie whose count comes first.
  mutating func counted<Count: FixedWidthInteger & BitwiseCopyable>(
    by type: Count.Type
  ) throws(StorageError) -> Range<Int> {
    let count = try integer(type)
    guard let size = Int(exactly: count), size >= 0 else {
      throw fault(expected: "a size", found: "\(count)")
    }
    return try range(size)
  }

  /// Passes over bytes that must be there.
  mutating func range(_ count: Int) throws(StorageError) -> Range<Int> {
    guard count <= bytes.count - offset else {
      throw fault(expected: "\(count) bytes", found: "\(bytes.count - offset) bytes")
    }
    defer { offset += count }
    return offset..<offset + count
  }

  /// The bytes up to a line feed, which is passed over.
  mutating func line() throws(StorageError) -> Range<Int> {
    guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw fault(expected: "the end of a line", found: "the end")
    }
    defer { offset = end + 1 }
    return offset..<end
  }

  /// The text of a line that is a number or a name.
  mutating func shortLine() throws(StorageError) -> String {
    let start = offset
    let range = try line()
    guard range.count <= PickleMachine.nameLimit,
      let text = String(validating: bytes[range], as: UTF8.self)
    else {
      throw fault(
        at: start, expected: "a line of at most \(PickleMachine.nameLimit) bytes of UTF-8",
        found: "\(range.count) bytes")
    }
    return text
  }

  /// The error for what is at a place, the current one by default.
  func fault(at place: Int? = nil, expected: String, found: String) -> StorageError {
    .malformed(
      path: path, place: "\(label), byte \(place ?? offset)", expected: expected, found: found)
  }
}
