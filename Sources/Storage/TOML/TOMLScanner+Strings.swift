extension TOMLScanner {
  /// Reads a string of any of the four types; the current byte is its first quote.
  mutating func string() throws(TOMLFault) -> String {
    if take("\"\"\"") { return try multiline(UInt8(ascii: "\"")) }
    if take("'''") { return try multiline(UInt8(ascii: "'")) }
    return try lineString()
  }

  /// Reads a single-line string, the only type that a key may be.
  mutating func lineString() throws(TOMLFault) -> String {
    let quote = current
    advance()
    var content: [UInt8] = []
    while let byte = current, byte != 0x0A, byte != 0x0D {
      if byte == quote {
        advance()
        return String(decoding: content, as: UTF8.self)
      }
      try readElement(byte, isLiteral: quote == UInt8(ascii: "'"), into: &content)
    }
    throw fault(expected: "the closing quote of a text")
  }

  private mutating func multiline(_ quote: UInt8) throws(TOMLFault) -> String {
    let isLiteral = quote == UInt8(ascii: "'")
    // A newline right after the opening quotes is not part of the string.
    _ = try takeLineEnd()
    var content: [UInt8] = []
    while let byte = current {
      if byte == quote, quoteCount(quote) >= 3 {
        let count = quoteCount(quote)
        content.append(contentsOf: repeatElement(quote, count: count - 3))
        advance(count)
        return String(decoding: content, as: UTF8.self)
      }
      if try takeLineEnd() {
        content.append(0x0A)
      } else if !isLiteral, byte == UInt8(ascii: "\\"), try skipContinuation() {
        continue
      } else {
        try readElement(byte, isLiteral: isLiteral, into: &content)
      }
    }
    throw fault(expected: "the three closing quotes of a text")
  }

  /// The number of consecutive quotes from here on, at most five: two may precede the closing three.
  private func quoteCount(_ quote: UInt8) -> Int {
    (0..<5).first { byte(after: $0) != quote } ?? 5
  }

  /// Skips a backslash at the end of a line with all blanks and newlines after it.
  private mutating func skipContinuation() throws(TOMLFault) -> Bool {
    var ahead = self
    ahead.advance()
    ahead.skipBlanks()
    guard try ahead.takeLineEnd() else { return false }
    repeat { ahead.skipBlanks() } while try ahead.takeLineEnd()
    self = ahead
    return true
  }

  private mutating func readElement(
    _ byte: UInt8, isLiteral: Bool, into content: inout [UInt8]
  ) throws(TOMLFault) {
    if byte == UInt8(ascii: "\\"), !isLiteral {
      content.append(contentsOf: String(try escapedCharacter()).utf8)
      return
    }
    try checkPrintable(byte)
    content.append(byte)
    advance()
  }

  private mutating func escapedCharacter() throws(TOMLFault) -> Unicode.Scalar {
    let start = self
    advance()
    guard let byte = current else { throw fault(expected: "an escaped character") }
    advance()
    switch Unicode.Scalar(byte) {
    case "\"", "\\": return Unicode.Scalar(byte)
    case "b": return "\u{08}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{0C}"
    case "r": return "\r"
    case "u": return try unicodeEscape(digits: 4, start)
    case "U": return try unicodeEscape(digits: 8, start)
    default:
      throw start.fault(expected: "one of the escapes b, t, n, f, r, u, U, quote and backslash")
    }
  }

  private mutating func unicodeEscape(
    digits: Int, _ start: TOMLScanner
  ) throws(TOMLFault) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }),
        value < 1 << 28
      else { throw fault(expected: "\(digits) hexadecimal digits") }
      value = value << 4 | UInt32(digit)
      advance()
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw start.fault(expected: "a character of Unicode", found: "\(value) in an escape")
    }
    return scalar
  }
}
