import Tensors
import Testing

@testable import Storage

/// The header of a picture, read alone.
struct PNGDescriptionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A header with a right checksum, and nothing behind it.
  private func header(
    _ width: UInt32, _ height: UInt32, depth: UInt8, colourType: UInt8
  ) -> [UInt8] {
    let big = { (value: UInt32) in withUnsafeBytes(of: value.bigEndian, Array.init) }
    let chunk = Array("IHDR".utf8) + big(width) + big(height) + [depth, colourType, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + chunk
      + big(chunk.withUnsafeBytes(Deflate.checksum))
  }

  @Test("it says what the picture turns out to be", arguments: [(1, 1, 1), (7, 5, 3), (640, 3, 1)])
  func agreesWithThePicture(width: Int, height: Int, channels: Int) throws {
    let pixels = [UInt8](repeating: 3, count: width * height * channels)
    let image = PNGImage(width: width, height: height, channels: channels, pixels: pixels)
    let bytes = try image.encoded()
    let description = try PNGDescription(path: folder.write(bytes, to: "image"))
    #expect((description.width, description.height) == (width, height))
    #expect(description.channels == channels)
    // Whatever the pixels are, the header is the same.
    let cut = try PNGDescription(path: folder.write(Array(bytes.prefix(33)), to: "cut"))
    #expect(cut == description)
  }

  @Test("colour shows in the colour type")
  func kinds() throws {
    let cases: [(UInt8, UInt8, Int)] = [(1, 0, 1), (16, 4, 1), (2, 3, 3), (16, 2, 3), (8, 6, 3)]
    for (depth, type, channels) in cases {
      let path = try folder.write(header(3, 9, depth: depth, colourType: type), to: "kind")
      #expect(try PNGDescription(path: path).channels == channels, "type \(type)")
    }
  }

  @Test("what PNG does not have is refused")
  func refusals() throws {
    let good = header(3, 9, depth: 8, colourType: 0)
    var bad = [
      header(0, 9, depth: 8, colourType: 0), header(3, 1 << 31, depth: 8, colourType: 0),
      header(3, 9, depth: 3, colourType: 0), header(3, 9, depth: 4, colourType: 2),
      header(3, 9, depth: 8, colourType: 1), Array(good.dropLast()), [],
    ]
    for bit in 0..<8 * good.count {
      var changed = good
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      bad.append(changed)
    }
    for bytes in bad {
      let path = try folder.write(bytes, to: "bad")
      #expect(throws: StorageError.self, "\(bytes)") { try PNGDescription(path: path) }
    }
  }
}
