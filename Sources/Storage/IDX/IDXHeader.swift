/// The header of an IDX file.
///
/// Two zeros, the type of the elements, the number of axes, and the extent of each, all with the
/// most significant byte first (Y. LeCun, "The MNIST database of handwritten digits", "File formats").
struct IDXHeader {
  let elementType: ElementType
  let shape: [Int]
  /// Where the elements begin.
  let byteCount: Int

  private static let types: [UInt8: ElementType] = [
    0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
  ]
  private static let magicCount = 4
  /// The most axes; there are files of one to four.
  private static let mostAxes = 8

  /// Reads a header, and compares its sizes with the file's.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(StorageError) {
    guard bytes.count >= Self.magicCount, bytes[0] == 0, bytes[1] == 0,
      let type = Self.types[bytes[2]], (1...Self.mostAxes).contains(Int(bytes[3]))
    else {
      throw .malformed(
        path: path, place: "idx header", expected: "a type and 1 to \(Self.mostAxes) axes",
        found: "other bytes")
    }
    let axes = Int(bytes[3])
    byteCount = Self.magicCount + 4 * axes
    guard bytes.count >= byteCount else {
      throw .malformed(
        path: path, place: "idx header", expected: "\(byteCount) bytes",
        found: "\(bytes.count) bytes")
    }
    shape = (0..<axes).map { axis in
      Int(
        UInt32(
          bigEndian: bytes.loadUnaligned(
            fromByteOffset: Self.magicCount + 4 * axis, as: UInt32.self)))
    }
    elementType = type
    guard let expected = StoredShape.byteCount(shape, of: type), expected == bytes.count - byteCount
    else {
      throw .malformed(
        path: path, place: "idx data", expected: "\(type.rawValue) elements of shape \(shape)",
        found: "\(bytes.count - byteCount) bytes")
    }
  }
}
