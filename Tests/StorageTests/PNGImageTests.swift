import Tensors
import Testing

@testable import Storage

struct PNGImageTests {
  @Test(arguments: [(1, 1, 1), (1, 1, 3), (7, 5, 1), (7, 5, 3), (640, 3, 3)]) func roundTrips(
    _ width: Int, _ height: Int, _ channels: Int
  ) throws {
    let pixels = (0..<width * height * channels).map { UInt8(truncatingIfNeeded: $0 &* 73) }
    let image = PNGImage(width: width, height: height, channels: channels, pixels: pixels)
    #expect(try PNGImage.decode(image.encoded()) == image)
    let folder = try TemporaryFolder()
    try image.write(to: folder.file("image"))
    #expect(try PNGImage(path: folder.file("image")) == image)
  }

  /// Written by Pillow 13.0.0: a palette, one bit per pixel, and an alpha channel.
  @Test func readsOtherKindsOfPNG() throws {
    #expect(
      try PNGImage.decode(fixture(base64: palettePicture))
        == PNGImage(
          width: 2, height: 2, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]))
    let bits = try PNGImage.decode(fixture(base64: bitPicture))
    #expect(bits.pixels == (0..<18).map { $0.isMultiple(of: 2) ? 255 : 0 })
    let alpha = try PNGImage.decode(fixture(base64: alphaPicture))
    #expect(alpha.pixels == [10, 20, 30, 0, 0, 0])
  }

  @Test func writesSixteenBitsOfGrey() throws {
    let samples: [UInt16] = [0, 1, 256, 65535, 32768, 77]
    let bytes = try PNGImage.encodedGrey16(samples, width: 3, height: 2)
    // Width, height, bit depth 16 and colour type 0 stand at fixed places in the first chunk.
    #expect(Array(bytes[16..<26]) == [0, 0, 0, 3, 0, 0, 0, 2, 16, 0])
    let image = try PNGImage.decode(bytes)
    #expect((image.width, image.height, image.channels) == (3, 2, 1))
    #expect(image.pixels[0] == 0 && image.pixels[3] == 255)
    // Half of full light is 188 in sRGB; libpng takes the curve as a power of 1 / 2.2.
    #expect((186...188).contains(image.pixels[4]))
  }

  @Test(arguments: [palettePicture, bitPicture, alphaPicture]) func damagedPicturesAreSurvived(
    _ base64: String
  ) throws {
    let bytes = try fixture(base64: base64)
    func read(_ path: String) throws(StorageError) { _ = try PNGImage(path: path) }
    // The last chunk marks the end and holds nothing, so only what comes before is required.
    for length in 0..<bytes.count - 12 {
      #expect(throws: StorageError.self, "first \(length) bytes") {
        try PNGImage.decode(Array(bytes[..<length]))
      }
    }
    try Damage.expectFlipsSurvived(bytes, refusedAtLeast: 0.5, read)
  }

  @Test func refusesASizeThatTheFileCannotFill() throws {
    var bytes = try PNGImage(width: 1, height: 1, channels: 1, pixels: [1]).encoded()
    // A megapixel square claimed by a file of some seventy bytes; the chunk's checksum is mended.
    bytes.replaceSubrange(16..<24, with: [0, 0x0F, 0, 0, 0, 0x0F, 0, 0])
    let checksum = bytes[12..<29].withUnsafeBytes(Deflate.checksum)
    bytes.replaceSubrange(
      29..<33, with: withUnsafeBytes(of: checksum.bigEndian, Array.init))
    let error = #expect(throws: StorageError.self) { try PNGImage.decode(bytes) }
    #expect(error?.description.contains("png size") == true)
  }
}

private let palettePicture =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAgMAAAAP2OW3AAAADFBMVEX/AAAA/wAAAP8JCAei0mLAAAAADElEQVR4nGMQ"
  + "YNgAAADkAMEnqOhXAAAAAElFTkSuQmCC"
private let bitPicture =
  "iVBORw0KGgoAAAANSUhEUgAAAAkAAAACAQAAAACiLct+AAAADklEQVR4nGNcdY0hlAEAB2AB10NwqrYAAAAASUVORK5C"
  + "YII="
private let alphaPicture =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGPgEpH7f+LECQYADZwDlE9FKKsAAAAASUVO"
  + "RK5CYII="
