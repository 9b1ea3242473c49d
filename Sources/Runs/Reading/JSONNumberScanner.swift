import Storage

/// Finds the numbers in JSON objects, with the path of each as its name.
///
/// Python's `NaN`, `Infinity` and `-Infinity` are numbers too, and so is a text that represents a number. A trailing
/// comma after the last member of an object or list is skipped. Python notation also has texts in single quotes,
/// `None`, `True`, and calls such as `tensor(0.5)`, which have the value of their argument.
struct JSONNumberScanner: Sendable {
  /// How objects are written.
  enum Notation: Sendable {
    /// As JSON.
    case json
    /// As Python prints dictionaries; JSON is accepted too.
    case python
  }

  /// A number and the index of its name; a `null` is NaN.
  struct Entry: Sendable {
    var name: Int
    var value: Double
    var isNull: Bool
  }

  /// A text that is not a number, and the index of its name.
  struct TextEntry: Sendable {
    var name: Int
    var range: Range<Int>
  }

  /// The numbers of the object that was scanned last.
  private(set) var entries: [Entry] = []
  /// Its texts that are not numbers.
  private(set) var texts: [TextEntry] = []
  /// The number of values with names beyond the table's limit.
  private(set) var refusedCount = 0
  /// The number of values with names that are too long.
  private(set) var longNameCount = 0
  private var path: [UInt8] = []
  private var place = 0
  private var end = 0
  private let notation: Notation

  private static let depthLimit = 16

  init(_ notation: Notation = .json) { self.notation = notation }

  /// Scans a line.
  ///
  /// - Returns: Whether there was an object, `false` for a blank line; `nil` for anything else.
  mutating func scan(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, names: inout NameTable
  ) -> Bool? {
    var place = range.lowerBound
    guard scanNext(text, &place, end: range.upperBound, names: &names) else {
      return place == range.upperBound ? false : nil
    }
    Self.passSeparators(text, &place, end: range.upperBound)
    return place == range.upperBound ? true : nil
  }

  /// Scans the next of several objects, which blanks and commas may separate.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - place: Where to begin; advanced past the object, or past separators where there is no complete object.
  ///   - end: Where the text ends.
  ///   - names: The names.
  /// - Returns: Whether there was an object.
  mutating func scanNext(
    _ text: UnsafePointer<UInt8>, _ place: inout Int, end: Int, names: inout NameTable
  ) -> Bool {
    Self.passSeparators(text, &place, end: end)
    entries.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    (refusedCount, longNameCount) = (0, 0)
    (self.place, self.end) = (place, end)
    guard take("{", text), scanObject(text, depth: 0, names: &names) else {
      path.removeAll(keepingCapacity: true)
      return false
    }
    place = self.place
    return true
  }

  /// Skips blanks and commas between objects.
  static func passSeparators(_ text: UnsafePointer<UInt8>, _ place: inout Int, end: Int) {
    while place < end, text[place] <= 0x20 || text[place] == UInt8(ascii: ",") {
      guard text[place] != 0 else { return }
      place += 1
    }
  }

  /// The members of an object whose brace was taken.
  private mutating func scanObject(
    _ text: UnsafePointer<UInt8>, depth: Int, names: inout NameTable
  ) -> Bool {
    skipSpaces(text)
    if take("}", text) { return true }
    let length = path.count
    while true {
      skipSpaces(text)
      guard let key = key(text) else { return false }
      skipSpaces(text)
      guard take(":", text) else { return false }
      let isPlain = length == 0 && !key.hasEscape
      if !isPlain || isContainer(text) {
        if length > 0 { path.append(UInt8(ascii: "/")) }
        appendKey(text, key)
      }
      let isScanned =
        isPlain && path.isEmpty
        ? scanValue(
          text, UnsafeRawBufferPointer(start: text + key.range.lowerBound, count: key.range.count),
          depth: depth, names: &names)
        : scanNamedByPath(text, depth: depth, names: &names)
      path.removeLast(path.count - length)
      guard isScanned else { return false }
      skipSpaces(text)
      if take(",", text) {
        skipSpaces(text)
        if !isNext("}", text) { continue }
      }
      return take("}", text)
    }
  }

  private mutating func scanNamedByPath(
    _ text: UnsafePointer<UInt8>, depth: Int, names: inout NameTable
  ) -> Bool {
    path.withUnsafeBytes { Array($0) }.withUnsafeBytes { name in
      scanValue(text, name, depth: depth, names: &names)
    }
  }

  private mutating func scanArray(
    _ text: UnsafePointer<UInt8>, depth: Int, names: inout NameTable,
    closing: Unicode.Scalar = "]"
  ) -> Bool {
    skipSpaces(text)
    if take(closing, text) { return true }
    let length = path.count
    var index = 0
    while true {
      path.append(UInt8(ascii: "/"))
      path.append(contentsOf: String(index).utf8)
      let isScanned = scanNamedByPath(text, depth: depth, names: &names)
      path.removeLast(path.count - length)
      guard isScanned else { return false }
      index += 1
      skipSpaces(text)
      if take(",", text) {
        skipSpaces(text)
        if !isNext(closing, text) { continue }
      }
      return take(closing, text)
    }
  }

  private mutating func scanValue(
    _ text: UnsafePointer<UInt8>, _ name: UnsafeRawBufferPointer, depth: Int,
    names: inout NameTable
  ) -> Bool {
    skipSpaces(text)
    guard place < end else { return false }
    switch text[place] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < Self.depthLimit else { return false }
      place += 1
      return text[place - 1] == UInt8(ascii: "{")
        ? scanObject(text, depth: depth + 1, names: &names)
        : scanArray(text, depth: depth + 1, names: &names)
    case UInt8(ascii: "\""):
      place += 1
      return scanText(text, name, quote: "\"", names: &names)
    case UInt8(ascii: "t") where take(word: "true", text): return true
    case UInt8(ascii: "f") where take(word: "false", text): return true
    case UInt8(ascii: "n") where take(word: "null", text):
      add(name, .nan, isNull: true, &names)
      return true
    default:
      if let value = numberOrWord(text) {
        add(name, value, &names)
        return true
      }
      return notation == .python && scanPythonValue(text, name, depth: depth, names: &names)
    }
  }

  /// A text whose first quote was taken.
  private mutating func scanText(
    _ text: UnsafePointer<UInt8>, _ name: UnsafeRawBufferPointer, quote: Unicode.Scalar,
    names: inout NameTable
  ) -> Bool {
    guard let content = string(text, quote: quote) else { return false }
    if let value = Self.number(text, content.range) {
      add(name, value, &names)
    } else if let number = names.number(of: name) {
      texts.append(TextEntry(name: number, range: content.range))
    }
    return true
  }

  /// A value that JSON does not have.
  private mutating func scanPythonValue(
    _ text: UnsafePointer<UInt8>, _ name: UnsafeRawBufferPointer, depth: Int,
    names: inout NameTable
  ) -> Bool {
    if take("'", text) { return scanText(text, name, quote: "'", names: &names) }
    let hasWord = takeIdentifier(text) != nil
    guard take("(", text) else { return hasWord }
    guard depth < Self.depthLimit else { return false }
    if path.isEmpty { path.append(contentsOf: name) }
    // A call has the value of its first argument, a tuple those of its elements.
    if !hasWord { return scanArray(text, depth: depth + 1, names: &names, closing: ")") }
    skipSpaces(text)
    if take(")", text) { return true }
    return scanValue(text, name, depth: depth + 1, names: &names) && skipArguments(text)
  }

  private mutating func add(
    _ name: UnsafeRawBufferPointer, _ value: Double, isNull: Bool = false,
    _ names: inout NameTable
  ) {
    guard let number = names.number(of: name) else {
      if name.count > NameTable.lengthLimit { longNameCount += 1 } else { refusedCount += 1 }
      return
    }
    entries.append(Entry(name: number, value: value, isNull: isNull))
  }
}

extension JSONNumberScanner {
  private mutating func skipSpaces(_ text: UnsafePointer<UInt8>) {
    while place < end, text[place] == 0x20 || (0x09...0x0D).contains(text[place]) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar, _ text: UnsafePointer<UInt8>) -> Bool {
    guard place < end, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private func isNext(_ character: Unicode.Scalar, _ text: UnsafePointer<UInt8>) -> Bool {
    place < end && text[place] == UInt8(ascii: character)
  }

  private mutating func take(word: StaticString, _ text: UnsafePointer<UInt8>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard end - place >= length,
      (0..<length).allSatisfy({ text[place + $0] == word.utf8Start[$0] })
    else { return false }
    place += length
    return true
  }

  /// Whether the next value is a container.
  private mutating func isContainer(_ text: UnsafePointer<UInt8>) -> Bool {
    skipSpaces(text)
    return place < end && (text[place] == UInt8(ascii: "{") || text[place] == UInt8(ascii: "["))
  }

  /// The name of a member.
  private mutating func key(
    _ text: UnsafePointer<UInt8>
  ) -> (range: Range<Int>, hasEscape: Bool)? {
    if take("\"", text) { return string(text) }
    guard notation == .python else { return nil }
    if take("'", text) { return string(text, quote: "'") }
    return takeIdentifier(text).map { ($0, false) }
  }

  /// Letters, digits, dots and underscores, at least one.
  private mutating func takeIdentifier(_ text: UnsafePointer<UInt8>) -> Range<Int>? {
    let start = place
    while place < end, Self.isOfIdentifier(text[place]) { place += 1 }
    return place > start ? start..<place : nil
  }

  private static func isOfIdentifier(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", ".": true
    default: false
    }
  }

  /// Skips the arguments of a call after the first.
  private mutating func skipArguments(_ text: UnsafePointer<UInt8>) -> Bool {
    var depth = 0
    while place < end {
      let byte = Unicode.Scalar(text[place])
      place += 1
      switch byte {
      case "(", "[": depth += 1
      case ")" where depth == 0: return true
      case ")", "]": depth -= 1
      case "'", "\"": if string(text, quote: byte) == nil { return false }
      default: break
      }
    }
    return false
  }

  /// The content of a string whose first quote was taken.
  private mutating func string(
    _ text: UnsafePointer<UInt8>, quote: Unicode.Scalar = "\""
  ) -> (range: Range<Int>, hasEscape: Bool)? {
    let start = place
    var hasEscape = false
    while place < end {
      let byte = text[place]
      place += 1
      if byte == UInt8(ascii: quote) { return (start..<place - 1, hasEscape) }
      if byte == UInt8(ascii: "\\") {
        hasEscape = true
        place += 1
      }
    }
    return nil
  }

  private mutating func appendKey(
    _ text: UnsafePointer<UInt8>, _ key: (range: Range<Int>, hasEscape: Bool)
  ) {
    let bytes = UnsafeBufferPointer(start: text + key.range.lowerBound, count: key.range.count)
    path.append(contentsOf: key.hasEscape ? JSONEscapes.resolved(bytes) : Array(bytes))
  }

  private mutating func numberOrWord(_ text: UnsafePointer<UInt8>) -> Double? {
    if place < end, text[place] &- UInt8(ascii: "0") < 10 {
      return DecimalNumber.read(text, &place, end: end)
    }
    if take(word: "NaN", text) || take(word: "nan", text) { return .nan }
    if take(word: "Infinity", text) || take(word: "inf", text) { return .infinity }
    if take(word: "-Infinity", text) || take(word: "-inf", text) { return -.infinity }
    return DecimalNumber.read(text, &place, end: end)
  }

  /// The number that a whole text represents.
  static func number(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Double? {
    var inside = JSONNumberScanner()
    (inside.place, inside.end) = (range.lowerBound, range.upperBound)
    guard let value = inside.numberOrWord(text), inside.place == range.upperBound else {
      return nil
    }
    return value
  }
}
