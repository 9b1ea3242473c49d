extension TOMLScanner {
  /// Whether an inline table comes next, which holds entries instead of being a value.
  var isAtTable: Bool { current == UInt8(ascii: "{") }

  /// Reads a value that is not an inline table.
  ///
  /// - Parameter depth: The number of lists around the value.
  /// - Returns: The value; `.unsupported` for one that nothing here takes.
  /// - Throws: `TOMLFault` where there is no value.
  mutating func value(depth: Int = 0) throws(TOMLFault) -> TOMLValue {
    switch current.map(Unicode.Scalar.init) {
    case "\"", "'": return .text(try string())
    case "[": return .list(try list(depth: depth + 1))
    default: return try bareValue()
    }
  }

  private mutating func list(depth: Int) throws(TOMLFault) -> [TOMLValue] {
    guard depth <= Self.depthLimit else {
      throw fault(expected: "lists at most \(Self.depthLimit) deep")
    }
    advance()
    var values: [TOMLValue] = []
    while true {
      try skipLines()
      if take("]") { return values }
      guard !isAtTable else { throw fault(expected: "no table in a list") }
      values.append(try value(depth: depth))
      try skipLines()
      if take("]") { return values }
      guard take(",") else { throw fault(expected: "\",\" or \"]\"") }
    }
  }

  private mutating func bareValue() throws(TOMLFault) -> TOMLValue {
    let start = self
    let first = bareWord()
    guard !first.isEmpty else { throw fault(expected: "a value") }
    if Self.isDate(first) {
      skipTime()
      return .unsupported("date")
    }
    guard let value = Self.value(ofBare: first) else {
      throw start.fault(
        expected: "a text in quotes, a number, true, false or a list", found: first)
    }
    return value
  }

  private mutating func bareWord() -> String {
    let start = offset
    while let byte = current, !Self.endsWord(byte) { advance() }
    return text(from: start)
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "\u{00}"..."\u{20}", "\u{7F}", ",", "[", "]", "{", "}", "#", "=", "\"", "'": true
    default: false
    }
  }

  /// A date and its time may be separated by a space.
  private mutating func skipTime() {
    var ahead = self
    guard ahead.take(" "), ahead.bareWord().utf8.dropFirst(2).first == UInt8(ascii: ":") else {
      return
    }
    self = ahead
  }

  /// Whether a word is a date or a time, which nothing here takes.
  private static func isDate(_ word: String) -> Bool {
    let digits = word.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let next = word.utf8.dropFirst(digits.count).first
    return digits.count == 4 && next == UInt8(ascii: "-")
      || digits.count == 2 && next == UInt8(ascii: ":")
  }

  private static func value(ofBare word: String) -> TOMLValue? {
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "inf", "+inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case "nan", "+nan", "-nan": return .number(.nan)
    default: return TOMLNumber.value(of: word)
    }
  }
}
