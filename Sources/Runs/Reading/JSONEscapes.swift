/// Escapes in JSON texts (RFC 8259, section 7), for the few names that have any.
enum JSONEscapes {
  /// The bytes with their escapes resolved; a lone surrogate becomes U+FFFD, an unknown escape its character.
  static func resolved(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var units: [UInt8] = []
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count else {
        units.append(bytes[place])
        place += 1
        continue
      }
      let escaped = bytes[place + 1]
      place += 2
      switch Unicode.Scalar(escaped) {
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      case "n": units.append(0x0A)
      case "r": units.append(0x0D)
      case "t": units.append(0x09)
      case "u": units += unicode(bytes, &place)
      default: units.append(escaped)
      }
    }
    return units
  }

  private static func unicode(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> [UInt8] {
    var words: [UInt16] = []
    if let first = word(bytes, place) {
      words.append(first)
      place += 4
      if UTF16.isLeadSurrogate(first), place + 1 < bytes.count,
        bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u"),
        let second = word(bytes, place + 2)
      {
        words.append(second)
        place += 6
      }
    }
    return Array(String(decoding: words, as: UTF16.self).utf8)
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> UInt16? {
    guard place + 4 <= bytes.count else { return nil }
    return UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
  }
}
