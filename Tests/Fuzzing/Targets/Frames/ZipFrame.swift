/// Zip archives whose directory, sizes and checksums are right, unless an entry is told otherwise.
enum ZipFrame {
  /// An archive of entries: a byte of options, a name behind its length, and a content behind its length.
  static func file(_ input: FuzzInput) -> [UInt8] {
    var input = input
    var (bytes, directory, count): ([UInt8], [UInt8], UInt16) = ([], [], 0)
    while !input.isEmpty {
      let entry = Entry(&input)
      let offset = UInt32(bytes.count).littleEndianBytes
      bytes += [0x50, 0x4B, 3, 4] + entry.fields + entry.name + entry.stored
      directory += [0x50, 0x4B, 1, 2, 20, 0] + entry.fields
      directory += [UInt8](repeating: 0, count: 10) + offset + entry.name
      count += 1
    }
    let counts = count.littleEndianBytes + count.littleEndianBytes
    return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + counts
      + UInt32(directory.count).littleEndianBytes + UInt32(bytes.count).littleEndianBytes + [0, 0]
  }

  private struct Entry {
    let name: [UInt8]
    let stored: [UInt8]
    /// What local and central headers have in common, up to the length of the name.
    let fields: [UInt8]

    init(_ input: inout FuzzInput) {
      let options = input.byte()
      let nameCount = Int(input.byte())
      name = input.bytes(nameCount) + Array((options & 4 == 0 ? ".npy" : "").utf8)
      let size = options & 2 == 0 ? nil : input.word()
      let content = input.piece()
      let isDeflated = options & 1 == 1
      // A claimed size is for a content that is a compressed stream itself.
      stored = isDeflated && size == nil ? DeflateFrame.stored(content) : content
      fields =
        [20, 0, 0, 0, isDeflated ? 8 : 0, 0, 0, 0, 0, 0] + Checksum.ieee(content).littleEndianBytes
        + UInt32(stored.count).littleEndianBytes + UInt32(size ?? content.count).littleEndianBytes
        + UInt16(name.count).littleEndianBytes + [0, 0]
    }
  }
}
