import Escaping
import FoundationEssentials

/// JSON for programs and people: objects with keys in lower snake case and a schema number.
package enum JSONDocument {
  /// The number that every document has under `schema`; it is raised when a key changes its meaning or is
  /// removed.
  package static let schema = 1

  /// A value as indented text with its keys in alphabetical order, ending in a newline.
  ///
  /// Strings are exact; control characters are written as numeric escapes.
  ///
  /// - Parameter value: The value, which must encode as an object.
  /// - Returns: The text in UTF-8.
  /// - Throws: What encoding the value throws, for example for a number that is not finite.
  package static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // The keys of dictionaries are names of files or factors and are left unchanged.
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let text = String(decoding: try encoder.encode(Numbered(value: value)), as: UTF8.self)
    return Array((JSONText.escaped(text) + "\n").utf8)
  }

  /// A value with the number of the schema beside its own keys.
  private struct Numbered<Value: Encodable>: Encodable {
    let value: Value

    private enum Key: CodingKey {
      case schema
    }

    func encode(to encoder: any Encoder) throws {
      try value.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(JSONDocument.schema, forKey: .schema)
    }
  }
}
