import Storage
import Testing

@Suite struct FileSignatureTests {
  private static func zip(first name: String) -> [UInt8] {
    var bytes = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
    bytes[26] = UInt8(name.utf8.count)
    return bytes + Array(name.utf8)
  }

  @Test(
    "formats are recognised by their first bytes",
    arguments: [
      (zip(first: "weights.npy"), FileSignature.npz),
      (zip(first: "vae/data.pkl"), .torch), (zip(first: "archive/.format_version"), .torch),
      (zip(first: "config.json"), .keras), (zip(first: "metadata.json"), .keras),
      (zip(first: "word/document.xml"), .zip), (zip(first: "data.pkl"), .zip),
      (
        [0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E],
        .legacyTorch
      ),
      ([0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0], .pickle),
      ([0x08, 0x08, 0x12, 0x07] + Array("pytorch".utf8), .onnx),
      (Array("SIMPLE  =                    T".utf8), .fits),
      ([0, 0, 8, 3, 0, 0, 0x27, 0x10, 0, 0, 0, 28], .idx),
      ([0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A], .hdf5),
      ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), ([0x1F, 0x8B, 8], .gzip),
    ])
  func recognised(_ bytes: [UInt8], _ signature: FileSignature) {
    #expect(FileSignature(start: bytes) == signature)
  }

  @Test(
    "texts and other binaries are of no format",
    arguments: [
      Array("a,b\n1,2\n".utf8), Array("{\"loss\": 1}\n".utf8), [], [0x08], [0x08, 8],
      [0, 0, 8, 9, 0, 0, 0, 1], [UInt8](repeating: 0, count: 64),
    ] as [[UInt8]])
  func unrecognised(_ bytes: [UInt8]) {
    #expect(FileSignature(start: bytes) == nil)
  }
}
