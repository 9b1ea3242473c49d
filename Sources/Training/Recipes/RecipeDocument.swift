import Storage

/// One `key = value` of a recipe, with the locations of both.
struct RecipeEntry: Sendable {
  let section: String
  let key: String
  let value: TOMLValue
  let keyLocation: RecipeLocation
  let location: RecipeLocation

  var name: String { "\(section).\(key)" }
}

/// The entries of a TOML text; nothing else depends on the syntax of recipes.
struct RecipeDocument {
  /// The sections in the order of the text, including empty ones.
  private(set) var sections: [(name: String, location: RecipeLocation)] = []
  /// The entries in the order of the text.
  private(set) var entries: [RecipeEntry] = []

  /// Reads a TOML text whose top level holds sections only.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - path: The name of the document in errors.
  /// - Throws: `RecipeError.syntax` when the text is not TOML or a key is outside a section.
  init(text: String, path: String) throws(RecipeError) {
    let document: TOMLDocument
    do {
      document = try TOMLDocument(text)
    } catch {
      throw .syntax(
        RecipeLocation(path, error.place), expected: error.expected, found: error.found)
    }
    for header in document.headers {
      let location = RecipeLocation(path, header.place)
      sections.append((name: header.path[0], location: location))
      if header.path.count > 1 {
        add(header.path, .unsupported("a table"), at: location, location)
      }
    }
    for entry in document.entries {
      let place = RecipeLocation(path, entry.keyPlace)
      guard entry.path.count > 1 else {
        throw .syntax(
          place, expected: "a [section] before the first setting", found: entry.path[0])
      }
      let value = entry.path.count == 2 ? entry.value : .unsupported("a table")
      add(entry.path, value, at: place, RecipeLocation(path, entry.valuePlace))
    }
  }

  private mutating func add(
    _ path: [String], _ value: TOMLValue, at key: RecipeLocation, _ location: RecipeLocation
  ) {
    entries.append(
      RecipeEntry(
        section: path[0], key: path[1], value: value, keyLocation: key, location: location))
  }

  /// Reads `section.key=value` of a command line; a value that is not TOML is taken as text.
  ///
  /// - Parameter argument: The argument of `--set`.
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
    return RecipeEntry(
      section: section, key: key, value: TOMLValue(typed: text), keyLocation: location,
      location: location)
  }
}
