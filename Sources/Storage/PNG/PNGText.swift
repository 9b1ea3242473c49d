/// Texts in a PNG file (chunk `tEXt`).
enum PNGText {
  /// Where the first chunk may be: after the signature and the header of the picture.
  static let place = 8 + 25

  /// A chunk: the length of its content, its type, the content and their checksum.
  ///
  /// - Parameters:
  ///   - keyword: The keyword of the text, 1 to 79 letters.
  ///   - text: ASCII.
  /// - Returns: The bytes of the chunk.
  static func chunk(keyword: String, text: String) -> [UInt8] {
    let content = Array(keyword.utf8) + [0] + Array(text.utf8)
    let checked = Array("tEXt".utf8) + content
    return bigEndian(UInt32(content.count)) + checked
      + bigEndian(checked.withUnsafeBytes(Deflate.checksum))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian, Array.init)
  }
}
