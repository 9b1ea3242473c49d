/// A value of a JSON text, for documents whose form is not known before they are read.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// Reads a text.
  ///
  /// - Parameter text: One value (RFC 8259), in which no object has a key twice.
  /// - Throws: ``JSONFault`` for the first place that breaks the format, or is nested too deep.
  package init(_ text: String) throws(JSONFault) {
    var builder = JSONValueBuilder(Array(text.utf8))
    try JSONText(text).walk { path, range in builder.add(at: path, range) }
    self = builder.value
  }

  /// The member of an object; `nil` where there is none, or it is null, or this is no object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[key], value != .null else {
      return nil
    }
    return value
  }

  /// The text, or `nil` where it is none.
  package var text: String? { if case .text(let text) = self { text } else { nil } }
  /// The number, or `nil` where it is none.
  package var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The number if it is whole, or `nil` where it is none.
  package var integer: Int? { number.flatMap(Int.init(exactly:)) }
  /// The truth value, or `nil` where it is none.
  package var truth: Bool? { if case .truth(let truth) = self { truth } else { nil } }
  /// The elements of a list, or `nil` where it is none.
  package var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }
  /// The members of an object, or `nil` where it is none.
  package var object: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }
}

/// Puts values together that are visited from the inside out.
private struct JSONValueBuilder {
  private let bytes: [UInt8]
  /// The finished members of the values that are not finished, by depth.
  private var members: [[(key: String, value: JSONValue)]] = [[]]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var value: JSONValue { members[0].last?.value ?? .null }

  mutating func add(at path: [String], _ range: Range<Int>) {
    let depth = path.count
    while members.count <= depth + 1 { members.append([]) }
    let value = value(in: range, of: members[depth + 1])
    members[depth + 1].removeAll()
    members[depth].append((path.last ?? "", value))
  }

  private func value(
    in range: Range<Int>, of inner: [(key: String, value: JSONValue)]
  ) -> JSONValue {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "{"):
      return .object(Dictionary(inner.map { ($0.key, $0.value) }) { _, last in last })
    case UInt8(ascii: "["): return .list(inner.map(\.value))
    case UInt8(ascii: "\""):
      var scanner = ByteScanner(bytes[range], path: "", place: "JSON")
      return .text((try? scanner.jsonString()) ?? "")
    case UInt8(ascii: "t"): return .truth(true)
    case UInt8(ascii: "f"): return .truth(false)
    case UInt8(ascii: "n"): return .null
    default: return .number(Double(String(decoding: bytes[range], as: UTF8.self)) ?? .nan)
    }
  }
}
