/// PNG files whose chunks have right lengths and checksums.
enum PNGFrame {
  /// A picture of chunks: the fields of the header, then pieces, each behind a byte that tells its kind.
  static func file(_ input: FuzzInput) -> [UInt8] {
    var input = input
    let size = [UInt32(input.byte()) + 1, UInt32(input.byte()) + 1].flatMap(\.bigEndianBytes)
    var bytes = [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A]
    bytes += chunk("IHDR", size + input.bytes(5))
    while !input.isEmpty {
      let kind = Int(input.byte())
      let piece = input.piece()
      bytes +=
        kind.isMultiple(of: 2)
        ? chunk("IDAT", kind.isMultiple(of: 4) ? stored(piece) : piece)
        : chunk(kinds[kind / 2 % kinds.count], piece)
    }
    return bytes + chunk("IEND", [])
  }

  private static let kinds = [
    "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "tEXt", "zTXt", "iTXt", "pHYs",
    "eXIf", "hIST", "tIME", "IEND",
  ]

  private static func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
    let checked = Array(kind.utf8) + content
    return UInt32(content.count).bigEndianBytes + checked + Checksum.ieee(checked).bigEndianBytes
  }

  /// A zlib stream of one block that is not compressed.
  private static func stored(_ content: [UInt8]) -> [UInt8] {
    [0x78, 0x01] + DeflateFrame.stored(content) + Checksum.adler(content).bigEndianBytes
  }
}
