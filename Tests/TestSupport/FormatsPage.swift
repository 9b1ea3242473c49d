import Foundation

/// The tables of `docs/FORMATS.md`, which say what stands in files.
package struct FormatsPage {
  /// The whole page.
  package let text: String

  /// Reads the page of this checkout.
  package init(file: String = #filePath) throws {
    let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    text = try String(contentsOf: root.appendingPathComponent("docs/FORMATS.md"), encoding: .utf8)
  }

  /// The words in code style in a column of the tables under a heading, row by row.
  ///
  /// - Parameters:
  ///   - heading: The heading without its number signs; the tables end with the next one.
  ///   - column: The column, counted from 0.
  /// - Returns: The words of every row.
  package func rows(under heading: String, column: Int = 0) -> [[String]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard
      let start = lines.firstIndex(where: {
        $0.hasPrefix("#") && $0.drop { $0 == "#" }.dropFirst() == heading
      })
    else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("#") }.filter { $0.hasPrefix("| ") }
      .dropFirst().map { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        return Self.code(in: cells[column + 1])
      }.filter { column > 0 || !$0.isEmpty }
  }

  /// The words of ``rows(under:column:)`` together.
  package func names(under heading: String, column: Int = 0) -> Set<String> {
    Set(rows(under: heading, column: column).joined())
  }

  /// What stands between back quotes.
  private static func code(in cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

/// The names of the fields in a JSON text, from the outside in: `nodes.kind`.
package enum JSONFields {
  /// All fields; those of the objects in a list are named by the list.
  ///
  /// - Parameters:
  ///   - text: The JSON.
  ///   - opaque: Fields that are not looked into.
  /// - Returns: The names.
  /// - Throws: An error for a text that is no JSON.
  package static func names(in text: String, opaque: Set<String> = []) throws -> Set<String> {
    var names: Set<String> = []
    collect(
      try JSONSerialization.jsonObject(with: Data(text.utf8)), "", opaque: opaque, into: &names)
    return names
  }

  private static func collect(
    _ value: Any, _ place: String, opaque: Set<String>, into names: inout Set<String>
  ) {
    if let list = value as? [Any] {
      for element in list { collect(element, place, opaque: opaque, into: &names) }
    }
    guard let object = value as? [String: Any] else { return }
    for (key, value) in object {
      let name = place.isEmpty ? key : "\(place).\(key)"
      names.insert(name)
      if !opaque.contains(name) { collect(value, name, opaque: opaque, into: &names) }
    }
  }
}
