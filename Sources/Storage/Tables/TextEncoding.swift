/// How the characters of a text file are written.
package enum TextEncoding: Sendable, Equatable {
  /// One to four bytes per character; invalid bytes are read as Windows-1252.
  case utf8
  /// Two or four bytes per character, the low byte first, as written by Windows programs.
  case utf16LittleEndian
  /// Two or four bytes per character, the high byte first.
  case utf16BigEndian

  /// The encoding as determined from the first bytes of a file.
  package struct Signature: Sendable, Equatable {
    /// The encoding.
    package var encoding: TextEncoding
    /// How many bytes the byte order mark at the start takes; 0 without one.
    package var markCount: Int
  }

  /// The encoding of a file, by its byte order mark or else by the zero bytes of ASCII letters in UTF-16.
  ///
  /// - Parameter start: The first bytes of the file, some hundred are enough.
  /// - Returns: The encoding and the length of the mark.
  package static func signature(of start: UnsafeRawBufferPointer) -> Signature {
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return Signature(encoding: .utf8, markCount: 3) }
    if start.starts(with: [0xFF, 0xFE]) {
      return Signature(encoding: .utf16LittleEndian, markCount: 2)
    }
    if start.starts(with: [0xFE, 0xFF]) {
      return Signature(encoding: .utf16BigEndian, markCount: 2)
    }
    return Signature(encoding: withoutMark(start.prefix(examinedCount)), markCount: 0)
  }

  private static let examinedCount = 256

  private static func withoutMark(_ start: Slice<UnsafeRawBufferPointer>) -> TextEncoding {
    let unitCount = start.count / 2
    guard unitCount > 1 else { return .utf8 }
    var (evenZeros, oddZeros) = (0, 0)
    for (place, byte) in start.prefix(2 * unitCount).enumerated() where byte == 0 {
      if place.isMultiple(of: 2) { evenZeros += 1 } else { oddZeros += 1 }
    }
    // Letters beyond Latin-1 have no zero byte, so a few may be missing.
    let enough = 3 * unitCount / 4
    if evenZeros == 0, oddZeros > 0, oddZeros >= enough { return .utf16LittleEndian }
    if oddZeros == 0, evenZeros > 0, evenZeros >= enough { return .utf16BigEndian }
    return .utf8
  }
}
