/// A place in a file where the house rules are broken.
struct Finding: Equatable, CustomStringConvertible {
  let file: String
  let line: Int
  let problem: String

  var description: String { "\(file):\(line): \(problem)" }
}

/// The text of a Swift file, with and without its comments and the contents of its string literals.
struct SourceText {
  let path: String
  let lines: [String]
  /// The same lines, blanked wherever the compiler reads no code.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = Self.lines(of: Array(text.utf8))
    var scanner = CodeScanner(Array(text.utf8))
    code = Self.lines(of: scanner.blanked())
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// One finding for every line of `lines` that `problem` objects to.
  func findings(in lines: [String], _ problem: (String) -> String?) -> [Finding] {
    lines.enumerated().compactMap { index, line in
      problem(line).map { Finding(file: path, line: index + 1, problem: $0) }
    }
  }
}

/// Blanks comments and string literals, and keeps every line feed.
private struct CodeScanner {
  private let bytes: [UInt8]
  private var result: [UInt8] = []
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    result.reserveCapacity(bytes.count)
  }

  mutating func blanked() -> [UInt8] {
    while index < bytes.count {
      if starts(with: "//") {
        blank(until: "\n", consuming: false)
      } else if starts(with: "/*") {
        blankNestedComment()
      } else if let opening = openingOfString() {
        blankString(opening)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + offset + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[index + offset + $0] == text.utf8Start[$0] }
  }

  private mutating func blank(_ count: Int) {
    for byte in bytes[index..<min(index + count, bytes.count)] {
      result.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
    }
    index = min(index + count, bytes.count)
  }

  private mutating func blank(until end: StaticString, consuming: Bool) {
    while index < bytes.count, !starts(with: end) { blank(1) }
    if consuming { blank(end.utf8CodeUnitCount) }
  }

  private mutating func blankNestedComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && index < bytes.count
  }

  /// The number of `#` and of quotes that open a string literal here.
  private func openingOfString() -> (hashes: Int, quotes: Int)? {
    var hashes = 0
    while index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
    if starts(with: "\"\"\"", at: hashes) { return (hashes, 3) }
    return starts(with: "\"", at: hashes) ? (hashes, 1) : nil
  }

  /// Blanks a literal, interpolations too: what they hold is an expression, seldom a sin.
  private mutating func blankString(_ opening: (hashes: Int, quotes: Int)) {
    blank(opening.hashes + opening.quotes)
    while index < bytes.count, !closes(opening) {
      if isEscape(opening) {
        blank(1 + opening.hashes)
        if starts(with: "(") { blankInterpolation() } else { blank(1) }
      } else {
        blank(1)
      }
    }
    blank(opening.quotes + opening.hashes)
  }

  private mutating func blankInterpolation() {
    var depth = 0
    repeat {
      if let opening = openingOfString() {
        blankString(opening)
        continue
      }
      if starts(with: "(") { depth += 1 }
      if starts(with: ")") { depth -= 1 }
      blank(1)
    } while depth > 0 && index < bytes.count
  }

  private func isEscape(_ opening: (hashes: Int, quotes: Int)) -> Bool {
    starts(with: "\\") && (0..<opening.hashes).allSatisfy { starts(with: "#", at: 1 + $0) }
  }

  private func closes(_ opening: (hashes: Int, quotes: Int)) -> Bool {
    (0..<opening.quotes).allSatisfy { starts(with: "\"", at: $0) }
      && (0..<opening.hashes).allSatisfy { starts(with: "#", at: opening.quotes + $0) }
  }
}
