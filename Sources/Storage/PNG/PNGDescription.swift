/// What the header of a PNG file says.
package struct PNGDescription: Sendable, Equatable {
  /// The number of columns.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// The channels that ``PNGImage`` would have: 1 without colour, 3 with.
  package let channels: Int

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// The signature, and the first chunk with its length, its name, 13 bytes and its checksum.
  private static let byteCount = 33
  /// Set in the colour type of a picture with colour.
  private static let colourBit: UInt8 = 2

  /// Reads the first chunk of a file (PNG specification, section 11.2.1), whose checksum is compared.
  ///
  /// - Parameter path: A PNG file.
  /// - Throws: ``StorageError`` when the file cannot be read or does not begin like a PNG. Whether the pixels are
  ///   complete is only checked when they are read.
  package init(path: String) throws(StorageError) {
    var reader = try FileReader(path: path)
    let bytes = try reader.bytes(Self.byteCount, "png header")
    let chunk = bytes[12..<29]
    guard bytes.starts(with: Self.signature), bytes[8..<12].elementsEqual([0, 0, 0, 13]),
      chunk.starts(with: Array("IHDR".utf8))
    else {
      throw .malformed(
        path: path, place: "png header", expected: "a PNG file", found: "other bytes")
    }
    let checksum = chunk.withUnsafeBytes(Deflate.checksum)
    guard checksum == Self.number(bytes[29..<33]) else {
      throw .malformed(
        path: path, place: "png header", expected: "its checksum", found: "another")
    }
    let size = (width: Int(Self.number(bytes[16..<20])), height: Int(Self.number(bytes[20..<24])))
    let (depth, colourType) = (bytes[24], bytes[25])
    guard size.width > 0, size.height > 0, max(size.width, size.height) <= Int(Int32.max),
      Self.depths[colourType]?.contains(depth) == true
    else {
      throw .malformed(
        path: path, place: "png header", expected: "a size and a colour type that PNG has",
        found: "\(size.width)x\(size.height), \(depth) bits of type \(colourType)")
    }
    (width, height) = size
    channels = colourType & Self.colourBit == 0 ? 1 : 3
  }

  /// The bit depths that every colour type may have.
  private static let depths: [UInt8: [UInt8]] = [
    0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
  ]

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
