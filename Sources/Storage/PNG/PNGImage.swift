internal import CPNG

/// A picture of 8 bits per channel, grey or red-green-blue.
package struct PNGImage: Sendable, Equatable {
  /// The number of columns.
  package let width: Int
  /// The number of rows.
  package let height: Int
  /// 1 for grey, 3 for red, green, blue.
  package let channels: Int
  /// The samples from the top left, row by row, channels together; sRGB encoded.
  package let pixels: [UInt8]

  /// The largest number of pixels that is read or written, well above any screen or data set.
  package static let maximumPixelCount = 1 << 28

  /// Creates a picture.
  ///
  /// - Parameters:
  ///   - width: The number of columns, at least 1.
  ///   - height: The number of rows, at least 1.
  ///   - channels: 1 for grey, 3 for red, green, blue.
  ///   - pixels: `height * width * channels` samples.
  package init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && (channels == 1 || channels == 3)
        && height <= Self.maximumPixelCount / width && pixels.count == width * height * channels,
      "PNGImage: \(pixels.count) samples for \(width)x\(height)x\(channels)")
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// The picture as the bytes of a PNG file.
  ///
  /// - Parameters:
  ///   - path: The file that an error shall name.
  ///   - kind: The kind recorded in the file, so that it can be recognised later; `nil` records none.
  /// - Returns: The bytes.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when libpng refuses.
  package func encoded(
    path: String = "PNG", kind: OutputKind? = nil
  ) throws(StorageError) -> [UInt8] {
    let format = channels == 1 ? UInt32(PNG_FORMAT_GRAY) : UInt32(PNG_FORMAT_RGB)
    var bytes = try pixels.withUnsafeBufferPointer { pixels throws(StorageError) in
      try encode(
        UnsafeRawBufferPointer(pixels), width: width, height: height, format: format, path)
    }
    if let kind { bytes.insert(contentsOf: kind.pngText, at: PNGText.place) }
    return bytes
  }

  /// A grey picture of 16 bits, proportional to light (gamma 1), as the bytes of a PNG file.
  ///
  /// - Parameters:
  ///   - samples: `height * width` samples from the top left, row by row.
  ///   - width: The number of columns.
  ///   - height: The number of rows.
  ///   - path: The file that an error shall name.
  /// - Returns: The bytes.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when libpng refuses.
  package static func encodedGrey16(
    _ samples: [UInt16], width: Int, height: Int, path: String = "PNG"
  ) throws(StorageError) -> [UInt8] {
    precondition(
      width > 0 && height > 0 && height <= maximumPixelCount / width
        && samples.count == width * height,
      "PNGImage: \(samples.count) samples for \(width)x\(height)")
    return try samples.withUnsafeBufferPointer { samples throws(StorageError) in
      try encode(
        UnsafeRawBufferPointer(samples), width: width, height: height,
        format: UInt32(PNG_FORMAT_LINEAR_Y), path)
    }
  }

  /// Writes the picture to a file, replacing it in one step.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist.
  ///   - kind: The kind recorded in the file; `nil` records none.
  /// - Throws: ``StorageError`` when the picture cannot be written.
  package func write(to path: String, kind: OutputKind? = nil) throws(StorageError) {
    try AtomicFile.write(encoded(path: path, kind: kind), to: path)
  }
}

private func encode(
  _ pixels: UnsafeRawBufferPointer, width: Int, height: Int, format: UInt32, _ path: String
) throws(StorageError) -> [UInt8] {
  var image = png_image()
  image.version = UInt32(PNG_IMAGE_VERSION)
  image.width = UInt32(width)
  image.height = UInt32(height)
  image.format = format
  defer { png_image_free(&image) }
  // libpng reports the size first, then writes.
  var size = 0
  guard png_image_write_to_memory(&image, nil, &size, 0, pixels.baseAddress, 0, nil) != 0 else {
    throw image.fault(path, expected: "a picture that fits a PNG")
  }
  var bytes = [UInt8](repeating: 0, count: size)
  let isWritten = bytes.withUnsafeMutableBytes {
    png_image_write_to_memory(&image, $0.baseAddress, &size, 0, pixels.baseAddress, 0, nil)
  }
  guard isWritten != 0 else { throw image.fault(path, expected: "a picture that fits a PNG") }
  bytes.removeLast(bytes.count - size)
  return bytes
}

extension png_image {
  /// The error with libpng's own message, which the struct holds as an array of C characters.
  func fault(_ path: String, expected: String) -> StorageError {
    let text = withUnsafeBytes(of: message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return .malformed(path: path, place: "png", expected: expected, found: text)
  }
}
