/// Where and why a text is not acceptable JSON.
package struct JSONFault: Error, Equatable {
  /// The keys and indices from the top to the value, `factors.0.name`; empty for the whole text.
  package let place: String
  /// What was expected there.
  package let expected: String
  /// What was found there.
  package let found: String
}

/// The structure of a JSON text (RFC 8259): checks that decoders of the standard libraries omit, and the position
/// of a value.
package struct JSONText: Sendable {
  private let bytes: [UInt8]

  /// The deepest nesting that is read.
  static let depthLimit = 64

  /// Takes a text; nothing is read yet.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// Checks that the text is one value in which no object has a key twice; of two equal keys a decoder silently
  /// keeps one.
  ///
  /// - Throws: ``JSONFault`` for the first place that breaks the format.
  package func check() throws(JSONFault) {
    try walk { _, _ in }
  }

  /// The text of the value at a path of keys, shortened where it is long.
  ///
  /// - Parameter place: Keys and indices from the top.
  /// - Returns: The text as it is in the file; `nil` when there is no such value.
  package func value(at place: [String]) -> String? {
    var found: String?
    try? walk { path, range in
      if path == place {
        found = String(decoding: bytes[range].prefix(Self.shownBytes), as: UTF8.self)
      }
    }
    return found
  }

  private static let shownBytes = 60

  /// Visits every value with its place, inner values before outer ones.
  func walk(_ visit: ([String], Range<Int>) -> Void) throws(JSONFault) {
    var walker = JSONWalker(ByteScanner(bytes, path: "", place: "JSON"))
    try walker.value(visit)
    try walker.end()
  }
}

/// Iterates over the values of a JSON text.
private struct JSONWalker {
  private var scanner: ByteScanner
  private var path: [String] = []

  init(_ scanner: ByteScanner) { self.scanner = scanner }

  mutating func value(_ visit: ([String], Range<Int>) -> Void) throws(JSONFault) {
    guard path.count <= JSONText.depthLimit else {
      throw fault(expected: "values at most \(JSONText.depthLimit) deep", found: "more")
    }
    scanner.skipSpaces()
    let start = scanner.offset
    switch scanner.current.map(Unicode.Scalar.init) {
    case "{": try object(visit)
    case "[": try list(visit)
    case "\"": _ = try string()
    default: try word()
    }
    visit(path, start..<scanner.offset)
  }

  mutating func end() throws(JSONFault) {
    scanner.skipSpaces()
    guard scanner.current == nil else { throw fault(expected: "the end", found: nil) }
  }

  private mutating func object(_ visit: ([String], Range<Int>) -> Void) throws(JSONFault) {
    try expect("{")
    if scanner.take("}") { return }
    var keys: Set<String> = []
    repeat {
      scanner.skipSpaces()
      let key = try string()
      guard keys.insert(key).inserted else {
        throw fault(expected: "every key once", found: "\"\(key.prefix(60))\" twice")
      }
      try expect(":")
      path.append(key)
      try value(visit)
      path.removeLast()
    } while scanner.take(",")
    try expect("}")
  }

  private mutating func list(_ visit: ([String], Range<Int>) -> Void) throws(JSONFault) {
    try expect("[")
    if scanner.take("]") { return }
    var index = 0
    repeat {
      path.append(String(index))
      try value(visit)
      path.removeLast()
      index += 1
    } while scanner.take(",")
    try expect("]")
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(JSONFault) {
    let start = scanner.offset
    while let byte = scanner.current, Self.isOfWord(byte) { scanner.advance() }
    let word = scanner.bytes[start..<scanner.offset]
    guard !word.isEmpty else { throw fault(expected: "a value", found: nil) }
    let text = String(decoding: word.prefix(60), as: UTF8.self)
    guard ["true", "false", "null"].contains(text) || Self.isNumber(word) else {
      throw fault(expected: "a value of JSON", found: text)
    }
    guard Double(String(decoding: word, as: UTF8.self))?.isFinite ?? true else {
      throw fault(expected: "a finite number", found: text)
    }
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func takeDigits() -> Int {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let hasLeadingZero = rest.first == UInt8(ascii: "0")
    let count = takeDigits()
    guard count > 0, !hasLeadingZero || count == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard takeDigits() > 0 else { return false }
    }
    guard let exponent = rest.first else { return true }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(rest.first) { rest = rest.dropFirst() }
    return takeDigits() > 0 && rest.isEmpty
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".": true
    default: false
    }
  }

  private mutating func string() throws(JSONFault) -> String {
    do throws(StorageError) {
      return try scanner.jsonString()
    } catch {
      throw fault(of: error)
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(JSONFault) {
    guard scanner.take(character) else {
      throw fault(expected: "\"\(character)\"", found: nil)
    }
  }

  private func fault(of error: StorageError) -> JSONFault {
    guard case .malformed(_, _, let expected, let found) = error else {
      return fault(expected: "JSON", found: nil)
    }
    return fault(expected: expected, found: found)
  }

  /// The error at the current value; without `found` it names the byte there.
  private func fault(expected: String, found: String?) -> JSONFault {
    if found == nil, case .malformed(_, _, _, let byte) = scanner.fault(expected: expected) {
      return JSONFault(
        place: path.joined(separator: "."), expected: expected, found: byte)
    }
    return JSONFault(
      place: path.joined(separator: "."), expected: expected, found: found ?? "other bytes")
  }
}
