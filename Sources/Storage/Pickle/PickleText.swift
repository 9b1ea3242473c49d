/// Texts with escapes, as protocol 0 writes them.
enum PickleText {
  /// The bytes of a quoted text of Python 2; `nil` where the quotes are missing.
  static func unquoted(_ line: some Collection<UInt8>) -> [UInt8]? {
    let bytes = Array(line)
    guard bytes.count >= 2, let quote = bytes.first, bytes.last == quote,
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else { return nil }
    return unescaped(bytes[1..<bytes.count - 1])
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22,
  ]

  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        result.append(byte)
        continue
      }
      if next == UInt8(ascii: "x"), let value = hexadecimal(rest.dropFirst().prefix(2), digits: 2) {
        result.append(UInt8(truncatingIfNeeded: value))
        rest = rest.dropFirst(3)
      } else if let plain = simpleEscapes[next] {
        result.append(plain)
        rest = rest.dropFirst()
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// The text of a line in which characters outside of Latin 1 are written as `\u` and four digits or `\U` and eight.
  static func unicode(_ line: some Collection<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    var rest = Array(line)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first,
        let digits = [UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][next],
        let value = hexadecimal(rest.dropFirst().prefix(digits), digits: digits)
      else {
        scalars.append(Unicode.Scalar(byte))
        continue
      }
      scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      rest = rest.dropFirst(1 + digits)
    }
    return String(scalars)
  }

  private static func hexadecimal(_ text: ArraySlice<UInt8>, digits: Int) -> UInt32? {
    guard text.count == digits else { return nil }
    return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
  }
}
