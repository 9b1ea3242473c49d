extension ByteScanner {
  /// Reads a JSON string (RFC 8259, section 7), refusing invalid UTF-8 and lone surrogates.
  mutating func jsonString() throws(StorageError) -> String {
    try expect("\"")
    var content: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        guard let text = String(validating: content, as: UTF8.self) else {
          throw fault(expected: "UTF-8 text", found: "other bytes")
        }
        return text
      case UInt8(ascii: "\\"):
        advance()
        content.append(contentsOf: String(try escapedCharacter()).utf8)
      case 0x00..<0x20:
        throw fault(expected: "no control character in a string")
      default:
        content.append(byte)
        advance()
      }
    }
    throw fault(expected: "the end of a string")
  }

  private mutating func escapedCharacter() throws(StorageError) -> Unicode.Scalar {
    guard let byte = current else { throw fault(expected: "an escaped character") }
    advance()
    switch Unicode.Scalar(byte) {
    case "\"", "\\", "/": return Unicode.Scalar(byte)
    case "b": return "\u{08}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try unicodeEscape()
    default: throw fault(expected: "a known escape", found: "\\\(Unicode.Scalar(byte))")
    }
  }

  private mutating func unicodeEscape() throws(StorageError) -> Unicode.Scalar {
    let first = try hexadecimalWord()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take(word: "\\u") else {
      throw fault(expected: "a surrogate pair", found: "a lone surrogate")
    }
    let second = try hexadecimalWord()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw fault(expected: "a surrogate pair", found: "a lone surrogate") }
    return scalar
  }

  private mutating func hexadecimalWord() throws(StorageError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw fault(expected: "four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    return value
  }

  /// A text as a JSON string with its quotes.
  static func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{00}"..<"\u{20}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
