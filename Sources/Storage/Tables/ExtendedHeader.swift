/// The header of an ECSV file of astropy: lines of YAML after `#`, of which the names, units and the delimiter are
/// read.
///
/// Columns are given one per line, `# - {name: flux, unit: Jy, datatype: float64}`, or with a line for every key.
struct ExtendedHeader {
  /// The separator: blanks unless the header says otherwise.
  private(set) var separator = TableDialect.Separator.blanks
  private var units: [String: String] = [:]

  /// Reads the comments; `nil` where the first does not contain `%ECSV`.
  init?(_ comments: [Range<Int>], text: UnsafePointer<UInt8>) {
    let lines = comments.map { line -> Substring in
      TableCell(line).string(in: text).drop { $0 == "#" || $0 == " " }
    }
    guard lines.first?.hasPrefix("%ECSV") == true else { return nil }
    var name: String?
    for line in lines.dropFirst() {
      let pairs = Self.pairs(line)
      if line.hasPrefix("- ") { name = nil }
      for (key, value) in pairs {
        switch key {
        case "delimiter":
          if let byte = value.utf8.first, byte != 0x20 { separator = .byte(byte) }
        case "name": name = value
        case "unit": if let name { units[name] = value }
        default: continue
        }
      }
    }
  }

  /// The unit of a column; empty where none was named.
  func unit(of name: String) -> String { units[name] ?? "" }

  /// The keys and values of a line, without the quotes around the values.
  private static func pairs(_ line: Substring) -> [(String, String)] {
    var rest = line
    if rest.hasPrefix("- ") { rest.removeFirst(2) }
    if rest.hasPrefix("{") { rest = rest.dropFirst().prefix { $0 != "}" } }
    var pairs: [(String, String)] = []
    while let colon = rest.firstIndex(of: ":") {
      let key = rest[..<colon].filter { $0 != " " && $0 != "," }
      rest = rest[rest.index(after: colon)...].drop { $0 == " " }
      if let mark = rest.first, mark == "'" || mark == "\"" {
        let value = rest.dropFirst().prefix { $0 != mark }
        rest = rest[value.endIndex...].dropFirst()
        pairs.append((key, value == "\\t" ? "\t" : String(value)))
      } else {
        let value = rest.prefix { $0 != "," }
        rest = rest[value.endIndex...]
        pairs.append((key, String(value)))
      }
    }
    return pairs
  }
}
