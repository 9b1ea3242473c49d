import TOMLKit

/// One `key = value` of a recipe with the place where it stands.
struct RecipeEntry: Sendable {
  let section: String
  let key: String
  let value: RecipeValue
  let location: RecipeLocation

  var name: String { "\(section).\(key)" }
}

/// The entries of a TOML text; the only place that knows the TOML package.
struct RecipeDocument {
  /// The sections, sorted by name, empty ones too.
  let sections: [(name: String, location: RecipeLocation)]
  /// The entries, sorted by section and key.
  let entries: [RecipeEntry]

  /// Reads a TOML text whose top level holds sections only.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - path: The name of the document in errors.
  /// - Throws: `RecipeError.syntax` when the text is not TOML or a key stands outside a section.
  init(text: String, path: String) throws(RecipeError) {
    // The package reads a C string, which would end at the first zero.
    guard !text.utf8.contains(0) else {
      throw .syntax(RecipeLocation(path), message: "a zero byte")
    }
    let table = try Self.parse(text, path: path)
    let lines = RecipeLines(text)
    var sections: [(name: String, location: RecipeLocation)] = []
    var entries: [RecipeEntry] = []
    for section in table.keys.sorted() {
      guard let settings = table[section]?.table else {
        let place = RecipeLocation(path, line: lines.line(of: section, in: ""))
        throw .syntax(place, message: "\(section) outside a [section]")
      }
      sections.append(
        (name: section, location: RecipeLocation(path, line: lines.line(ofSection: section))))
      for key in settings.keys.sorted() {
        guard let value = settings[key] else { continue }
        let line = lines.line(of: key, in: section)
        entries.append(
          RecipeEntry(
            section: section, key: key, value: Self.value(value),
            location: RecipeLocation(path, line: line)))
      }
    }
    self.sections = sections
    self.entries = entries
  }

  /// Reads `section.key=value` of a command line; a value that is not TOML is a text.
  ///
  /// - Parameter argument: What stands after `--set`.
  /// - Returns: The entry.
  /// - Throws: `RecipeError.malformedOverride` without a section, a key or an equals sign.
  static func override(_ argument: String) throws(RecipeError) -> RecipeEntry {
    guard let equals = argument.firstIndex(of: "="),
      let dot = argument[..<equals].firstIndex(of: ".")
    else { throw .malformedOverride(argument) }
    let section = String(argument[..<dot])
    let key = String(argument[argument.index(after: dot)..<equals])
    guard !section.isEmpty, !key.isEmpty else { throw .malformedOverride(argument) }
    let text = String(argument[argument.index(after: equals)...])
    let location = RecipeLocation("--set \(argument)")
    return RecipeEntry(section: section, key: key, value: value(typed: text), location: location)
  }

  /// The value that a text stands for where no quotes are asked for: TOML's, or else the text.
  static func value(typed text: String) -> RecipeValue {
    guard !text.utf8.contains(0), !text.contains(where: \.isNewline),
      let table = try? TOMLTable(string: "value = \(text)"), let value = table["value"]
    else { return .text(text) }
    return Self.value(value)
  }

  private static func parse(_ text: String, path: String) throws(RecipeError) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let message = error.description.split(whereSeparator: \.isNewline).joined(separator: " ")
      throw .syntax(RecipeLocation(path, line: error.source.begin.line), message: message)
    } catch {
      throw .syntax(RecipeLocation(path), message: "\(error)")
    }
  }

  private static func value(_ value: any TOMLValueConvertible) -> RecipeValue {
    if let integer = value.int { return .integer(integer) }
    if let number = value.double { return .number(number) }
    if let text = value.string { return .text(text) }
    if let flag = value.bool { return .flag(flag) }
    if let array = value.array { return .list(array.map { Self.value($0) }) }
    return .unsupported(value.type.description)
  }
}

/// Finds the line of a setting, which the TOML package reports for syntax errors only.
///
/// It knows `[section]` headers and `key =` lines, the layout of every recipe that a person writes;
/// for another layout there is no line, and the error names the file alone.
struct RecipeLines {
  private var lines: [String: Int] = [:]

  init(_ text: String) {
    var section = ""
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, row) in rows.enumerated() {
      let row = row.drop(while: \.isWhitespace)
      if row.first == "[", let end = row.firstIndex(of: "]") {
        section = Self.bare(row[row.index(after: row.startIndex)..<end])
        if lines[section] == nil { lines[section] = index + 1 }
      } else if let equals = row.firstIndex(of: "="), row.first != "#" {
        let name = "\(section)\n\(Self.bare(row[..<equals]))"
        if lines[name] == nil { lines[name] = index + 1 }
      }
    }
  }

  /// The line, from 1, of a key in a section; `""` is the top of the document.
  func line(of key: String, in section: String) -> Int? {
    lines["\(section)\n\(key)"]
  }

  /// The line, from 1, of a section's header.
  func line(ofSection section: String) -> Int? {
    lines[section]
  }

  private static func bare(_ text: Substring) -> String {
    text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
  }
}
