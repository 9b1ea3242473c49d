/// Scans the bytes of a TOML text (version 1.0.0) and keeps track of line and column.
///
/// Written by hand because files are untrusted: every byte is checked, nesting is bounded, and each value
/// keeps its place for error messages.
struct TOMLScanner {
  /// The deepest nesting of lists, inline tables or dotted keys that is accepted.
  static let depthLimit = 8

  private let bytes: [UInt8]
  private(set) var offset = 0
  private(set) var place = TOMLPlace()

  init(_ text: String) {
    bytes = Array(text.utf8)
    // A byte order mark is not part of the text.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The byte at the current position, `nil` at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The byte `distance` after the current one.
  func byte(after distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  /// The text from an earlier offset to the current one.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        place = TOMLPlace(line: place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
    }
  }

  /// Skips `word` if it comes next.
  mutating func take(_ word: String) -> Bool {
    guard bytes[offset...].starts(with: word.utf8) else { return false }
    advance(word.utf8.count)
    return true
  }

  mutating func expect(_ word: String) throws(TOMLFault) {
    guard take(word) else { throw fault(expected: "\"\(word)\"") }
  }

  /// Skips spaces and tabs.
  mutating func skipBlanks() {
    while current == 0x20 || current == 0x09 { advance() }
  }

  /// Skips blanks, comments and newlines.
  mutating func skipLines() throws(TOMLFault) {
    repeat {
      skipBlanks()
      try skipComment()
    } while try takeLineEnd()
  }

  /// Skips what may follow a value or a header: blanks and a comment up to the end of the line.
  mutating func endLine() throws(TOMLFault) {
    skipBlanks()
    try skipComment()
    guard try takeLineEnd() || current == nil else { throw fault(expected: "the end of the line") }
  }

  /// Skips a newline if it comes next.
  mutating func takeLineEnd() throws(TOMLFault) -> Bool {
    if take("\n") { return true }
    guard current == 0x0D else { return false }
    guard byte(after: 1) == 0x0A else { throw fault(expected: "a line feed after U+000D") }
    advance(2)
    return true
  }

  private mutating func skipComment() throws(TOMLFault) {
    guard current == UInt8(ascii: "#") else { return }
    while let byte = current, byte != 0x0A, byte != 0x0D {
      try checkPrintable(byte)
      advance()
    }
  }

  /// Rejects the control characters that TOML allows nowhere; a tab is allowed.
  func checkPrintable(_ byte: UInt8) throws(TOMLFault) {
    guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
      throw fault(expected: "no control character")
    }
  }

  /// The error for the text at the current position.
  func fault(expected: String, found: String? = nil) -> TOMLFault {
    TOMLFault(place: place, expected: expected, found: found ?? nameOfCurrent)
  }

  private var nameOfCurrent: String {
    guard let byte = current else { return "the end of the text" }
    switch byte {
    case 0x0A, 0x0D: return "the end of the line"
    case 0x00..<0x20, 0x7F:
      let digits = String(byte, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    default:
      let rest = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
      return rest.unicodeScalars.first.map { "\"\($0)\"" } ?? "other bytes"
    }
  }
}
