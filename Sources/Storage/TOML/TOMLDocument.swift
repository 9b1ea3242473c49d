/// The tables and values of a TOML text, each with its place.
package struct TOMLDocument {
  /// One `key = value`.
  package struct Entry {
    /// The names of its tables and its own key, at least one.
    package let path: [String]
    /// The value.
    package let value: TOMLValue
    /// Where the key begins.
    package let keyPlace: TOMLPlace
    /// Where the value begins.
    package let valuePlace: TOMLPlace
  }

  /// The `[table]` headers in the order of the text.
  package private(set) var headers: [(path: [String], place: TOMLPlace)] = []
  /// The values in the order of the text; those of inline tables one by one.
  package private(set) var entries: [Entry] = []
  private var names: [[String]: Kind] = [:]

  /// How a name was defined, which determines what may be added to it.
  private enum Kind {
    /// By a value or an inline table: nothing may be added.
    case value
    /// By its own header: values, and subtables by their headers.
    case header
    /// By the dots of a key: further such keys.
    case dotted
    /// By the dots of a header: anything.
    case implicit
  }

  /// Reads a text.
  ///
  /// - Throws: `TOMLFault` where the text is not TOML, defines a name twice, or is nested deeper than
  ///   ``TOMLScanner/depthLimit``.
  package init(_ text: String) throws(TOMLFault) {
    var scanner = TOMLScanner(text)
    var table: [String] = []
    try scanner.skipLines()
    while scanner.current != nil {
      if scanner.current == UInt8(ascii: "[") {
        table = try header(&scanner)
      } else {
        try pair(&scanner, in: table)
      }
      try scanner.endLine()
      try scanner.skipLines()
    }
  }

  private mutating func header(_ scanner: inout TOMLScanner) throws(TOMLFault) -> [String] {
    let place = scanner.place
    guard scanner.byte(after: 1) != UInt8(ascii: "[") else {
      throw scanner.fault(expected: "a [section]", found: "an array of tables")
    }
    scanner.advance()
    let path = try scanner.key()
    try scanner.expect("]")
    for length in 1..<path.count {
      let prefix = Array(path.prefix(length))
      guard names[prefix] != .value else { throw Self.repeated(path, place) }
      if names[prefix] == nil { names[prefix] = .implicit }
    }
    guard names[path] == nil || names[path] == .implicit else {
      throw Self.repeated(path, place)
    }
    names[path] = .header
    headers.append((path, place))
    return path
  }

  /// Reads `key = value` into a table.
  private mutating func pair(
    _ scanner: inout TOMLScanner, in table: [String]
  ) throws(TOMLFault) {
    let keyPlace = scanner.place
    let path = table + (try scanner.key())
    guard path.count <= 2 * TOMLScanner.depthLimit else {
      throw scanner.fault(expected: "tables at most \(2 * TOMLScanner.depthLimit) deep")
    }
    try scanner.expect("=")
    scanner.skipBlanks()
    for length in table.count + 1..<path.count {
      let prefix = Array(path.prefix(length))
      guard names[prefix] == nil || names[prefix] == .dotted else {
        throw Self.repeated(path, keyPlace)
      }
      names[prefix] = .dotted
    }
    guard names.updateValue(.value, forKey: path) == nil else {
      throw Self.repeated(path, keyPlace)
    }
    guard !scanner.isAtTable else { return try inlineTable(&scanner, at: path, keyPlace) }
    let valuePlace = scanner.place
    entries.append(
      Entry(
        path: path, value: try scanner.value(), keyPlace: keyPlace, valuePlace: valuePlace))
  }

  private mutating func inlineTable(
    _ scanner: inout TOMLScanner, at path: [String], _ place: TOMLPlace
  ) throws(TOMLFault) {
    scanner.advance()
    headers.append((path, place))
    scanner.skipBlanks()
    if scanner.take("}") { return }
    repeat {
      scanner.skipBlanks()
      try pair(&scanner, in: path)
      scanner.skipBlanks()
    } while scanner.take(",")
    try scanner.expect("}")
  }

  private static func repeated(_ path: [String], _ place: TOMLPlace) -> TOMLFault {
    TOMLFault(
      place: place, expected: "every name once",
      found: "\(path.joined(separator: ".")) again")
  }
}
