extension TOMLScanner {
  /// Reads a key, whose parts are separated by dots.
  mutating func key() throws(TOMLFault) -> [String] {
    var parts: [String] = []
    repeat {
      skipBlanks()
      guard parts.count < Self.depthLimit else {
        throw fault(expected: "a key of at most \(Self.depthLimit) parts")
      }
      parts.append(try keyPart())
      skipBlanks()
    } while take(".")
    return parts
  }

  private mutating func keyPart() throws(TOMLFault) -> String {
    guard current != UInt8(ascii: "\""), current != UInt8(ascii: "'") else {
      return try lineString()
    }
    let start = offset
    while let byte = current, Self.isBare(byte) { advance() }
    guard offset > start else { throw fault(expected: "a key") }
    return text(from: start)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }
}
