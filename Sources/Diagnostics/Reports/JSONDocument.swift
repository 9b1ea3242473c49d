import Escaping
import FoundationEssentials

/// JSON as other programs and people read it.
package enum JSONDocument {
  /// A value as indented text with its keys in alphabetical order, ending in a line feed.
  ///
  /// Texts are exact; what a terminal would obey is written by number.
  ///
  /// - Parameter value: The value.
  /// - Returns: The text in UTF-8.
  /// - Throws: What encoding the value throws, for example for a number that is not finite.
  package static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    return Array((JSONText.escaped(text) + "\n").utf8)
  }
}
