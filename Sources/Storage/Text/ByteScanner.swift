/// Reads the tokens of a small text header, and reports the byte where it is invalid.
///
/// Hand-written because the decoders of the standard libraries silently keep one of two equal keys,
/// and a header that names a tensor twice must be refused.
struct ByteScanner {
  let bytes: [UInt8]
  let path: String
  let place: String
  private(set) var offset = 0

  init(_ bytes: some Sequence<UInt8>, path: String, place: String) {
    self.bytes = Array(bytes)
    self.path = path
    self.place = place
  }

  /// The byte at the current position, `nil` at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func advance() { offset += 1 }

  mutating func skipSpaces() {
    while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
  }

  /// Moves over `character` and the spaces before it if it comes next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard current == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(StorageError) {
    guard take(character) else { throw fault(expected: "\"\(character)\"") }
  }

  mutating func expectEnd() throws(StorageError) {
    skipSpaces()
    guard current == nil else { throw fault(expected: "the end") }
  }

  /// Moves over `word` if it comes next, without spaces before it.
  mutating func take(word: String) -> Bool {
    guard bytes[offset...].starts(with: word.utf8) else { return false }
    offset += word.utf8.count
    return true
  }

  /// Reads a decimal number without sign, fraction or exponent.
  mutating func nonNegativeInteger() throws(StorageError) -> Int {
    skipSpaces()
    let start = offset
    var value = 0
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      let (scaled, scaleOverflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflow) = scaled.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      guard !scaleOverflow, !sumOverflow else {
        throw fault(expected: "a number below 2^63", found: "a larger one")
      }
      value = sum
      offset += 1
    }
    let hasLeadingZero = offset > start + 1 && bytes[start] == UInt8(ascii: "0")
    guard offset > start, !hasLeadingZero else {
      throw fault(expected: "a non-negative integer")
    }
    return value
  }

  /// The longest list of numbers; an array of NumPy has at most 64 axes.
  static let listLimit = 64

  /// Reads a list of numbers between brackets; a comma may follow the last, and `suffix` each of them.
  mutating func integers(
    from opening: Unicode.Scalar, to closing: Unicode.Scalar, allowsTrailingComma: Bool,
    suffix: Unicode.Scalar? = nil
  ) throws(StorageError) -> [Int] {
    try expect(opening)
    var values: [Int] = []
    if take(closing) { return values }
    while true {
      guard values.count < Self.listLimit else {
        throw fault(expected: "at most \(Self.listLimit) numbers in a list", found: "more")
      }
      values.append(try nonNegativeInteger())
      if let suffix, current == UInt8(ascii: suffix) { advance() }
      if take(closing) { return values }
      try expect(",")
      if allowsTrailingComma, take(closing) { return values }
    }
  }

  /// The error for what is at the current position.
  func fault(expected: String, found: String? = nil) -> StorageError {
    .malformed(
      path: path, place: "\(place), byte \(offset)", expected: expected,
      found: found ?? current.map(Self.name) ?? "the end")
  }

  private static func name(of byte: UInt8) -> String {
    (0x20..<0x7F).contains(byte)
      ? "\"\(Unicode.Scalar(byte))\"" : "byte 0x" + String(byte, radix: 16)
  }
}
