import Escaping
import FoundationEssentials

/// JSON as other programs and people read it: objects with keys in lower snake case and the number of the schema.
package enum JSONDocument {
  /// The number that every document has under `schema`; it grows when a key changes its meaning or goes.
  package static let schema = 1

  /// A value as indented text with its keys in alphabetical order, ending in a line feed.
  ///
  /// Texts are exact; what a terminal would obey is written by number.
  ///
  /// - Parameter value: The value, which encodes itself as an object.
  /// - Returns: The text in UTF-8.
  /// - Throws: What encoding the value throws, for example for a number that is not finite.
  package static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // The keys of dictionaries are names of somebody's files or factors, and stay.
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
