internal import CPNG

extension PNGImage {
  /// Reads a picture file.
  ///
  /// - Parameter path: A PNG file of any type; see ``decode(_:path:)``.
  /// - Throws: ``StorageError`` when the file cannot be mapped or is not a PNG.
  package init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    self = try file.withUnsafeBytes { bytes throws(StorageError) in
      try Self.decode(bytes, path: path)
    }
  }

  /// Reads the bytes of a PNG file, converting it to 8 bits and sRGB.
  ///
  /// A picture without colour gives one channel, any other three; transparent parts are composed on black.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: The file named in errors.
  ///   - pixelLimit: The most pixels that the caller accepts.
  /// - Returns: The picture.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when the bytes are not a PNG, or one of more
  ///   pixels; nothing is allocated for it then.
  package static func decode(
    _ bytes: [UInt8], path: String = "PNG", pixelLimit: Int = maximumPixelCount
  ) throws(StorageError) -> PNGImage {
    try bytes.withUnsafeBufferPointer { bytes throws(StorageError) in
      try decode(UnsafeRawBufferPointer(bytes), path: path, pixelLimit: pixelLimit)
    }
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, path: String, pixelLimit: Int = maximumPixelCount
  ) throws(StorageError) -> PNGImage {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
      throw image.fault(path, expected: "a PNG file")
    }
    let (width, height) = (Int(image.width), Int(image.height))
    // A compressed byte expands to at most 1032 bytes, each of at most eight pixels.
    let possible = min(pixelLimit, bytes.count * Deflate.maximumExpansion * 8)
    try checkSize(width: width, height: height, possible: possible, path: path)

    let hasColour = image.format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0
    let channels = hasColour ? 3 : 1
    image.format = hasColour ? UInt32(PNG_FORMAT_RGB) : UInt32(PNG_FORMAT_GRAY)
    var pixels = [UInt8](repeating: 0, count: width * height * channels)
    let isRead = pixels.withUnsafeMutableBytes {
      png_image_finish_read(&image, nil, $0.baseAddress, 0, nil)
    }
    guard isRead != 0 else { throw image.fault(path, expected: "complete PNG data") }
    return PNGImage(width: width, height: height, channels: channels, pixels: pixels)
  }

  /// Refuses sizes above the limit or too large for the file's length, before anything is allocated for them.
  private static func checkSize(
    width: Int, height: Int, possible: Int, path: String
  ) throws(StorageError) {
    guard width > 0, height > 0, height <= possible / width else {
      throw .malformed(
        path: path, place: "png size", expected: "at most \(possible) pixels",
        found: "\(width)x\(height)")
    }
  }
}
