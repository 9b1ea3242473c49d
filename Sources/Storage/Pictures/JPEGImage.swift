internal import CLibraries

/// Reads JPEG files through libjpeg-turbo, which is opened at its first use.
enum JPEGImage {
  private static let library = "libturbojpeg (Debian: libturbojpeg0)"

  /// Whether a file begins like one.
  static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xD8, 0xFF]) }

  /// The size and the channels that the header of a file says.
  static func size(
    of file: MappedFile
  ) throws(StorageError) -> (height: Int, width: Int, channels: Int) {
    let header = try header(of: file)
    return (Int(header.height), Int(header.width), Int(header.channels))
  }

  private static func header(of file: MappedFile) throws(StorageError) -> latentty_jpeg_header {
    var header = latentty_jpeg_header()
    let result = file.withUnsafeBytes { bytes -> Int32 in
      guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else {
        return LATENTTY_JPEG_REFUSED
      }
      return latentty_jpeg_read_header(start, bytes.count, &header)
    }
    guard result == 0 else { throw fault(file.path, result) }
    guard header.width > 0, header.height > 0,
      Int(header.height) <= PNGImage.maximumPixelCount / Int(header.width)
    else {
      throw .malformed(
        path: file.path, place: "jpeg size",
        expected: "at most \(PNGImage.maximumPixelCount) pixels",
        found: "\(header.width)x\(header.height)")
    }
    return header
  }

  /// Reads a picture, 8 bits, grey or RGB.
  static func read(_ file: MappedFile) throws(StorageError) -> PNGImage {
    let header = try header(of: file)
    let (width, height, channels) = (Int(header.width), Int(header.height), Int(header.channels))
    var pixels = [UInt8](repeating: 0, count: width * height * channels)
    let result = file.withUnsafeBytes { bytes in
      pixels.withUnsafeMutableBufferPointer { pixels -> Int32 in
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress,
          let target = pixels.baseAddress
        else { return LATENTTY_JPEG_REFUSED }
        return latentty_jpeg_read_pixels(start, bytes.count, header, target)
      }
    }
    guard result == 0 else { throw fault(file.path, result) }
    return PNGImage(width: width, height: height, channels: channels, pixels: pixels)
  }

  private static func fault(_ path: String, _ result: Int32) -> StorageError {
    switch result {
    case LATENTTY_JPEG_NO_LIBRARY:
      .malformed(
        path: path, place: "jpeg", expected: "\(library) to read it", found: "no such library")
    case LATENTTY_JPEG_OTHER_COLORS:
      .unsupported(path: path, place: "jpeg", feature: "a picture in CMYK")
    default:
      .malformed(path: path, place: "jpeg", expected: "a complete JPEG file", found: "other bytes")
    }
  }
}
