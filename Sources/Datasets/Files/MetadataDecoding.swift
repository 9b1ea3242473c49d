import FoundationEssentials
import Storage

/// What is wrong with a JSON text of a file's metadata, in one line.
package struct MetadataFault: Error, Equatable, CustomStringConvertible {
  /// The keys and indices from the top to the value, `factors.0.upper`; empty for the whole text.
  package let place: String
  /// What was expected and what was found.
  package let reason: String

  /// Place and reason.
  package var description: String { place.isEmpty ? reason : "\"\(place)\": \(reason)" }
}

/// Decodes the JSON texts in the metadata of files.
package enum MetadataDecoding {
  /// Decodes a text without duplicate keys.
  ///
  /// - Parameters:
  ///   - type: What the text describes.
  ///   - text: The JSON.
  /// - Returns: The value.
  /// - Throws: ``MetadataFault`` that names the place, what was expected and what was found.
  package static func decode<Value: Decodable>(
    _ type: Value.Type = Value.self, from text: String
  ) throws(MetadataFault) -> Value {
    let json = JSONText(text)
    do {
      try json.check()
    } catch {
      throw MetadataFault(
        place: error.place, reason: "expected \(error.expected), found \(error.found)")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw fault(of: error, in: json)
    } catch {
      throw MetadataFault(place: "", reason: "\(error)")
    }
  }

  private static func fault(of error: DecodingError, in json: JSONText) -> MetadataFault {
    switch error {
    case .keyNotFound(let key, let context):
      return MetadataFault(
        place: place(context.codingPath + [key]).joined(separator: "."),
        reason: "expected a value, found none")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return fault(expected: name(of: type), at: context, in: json)
    case .dataCorrupted(let context): return fault(at: context, in: json)
    @unknown default: return MetadataFault(place: "", reason: "\(error)")
    }
  }

  /// The checks of this program's types say what they expected; those of the library do not, nor do they locate a
  /// number that does not fit.
  private static func fault(
    at context: DecodingError.Context, in json: JSONText
  ) -> MetadataFault {
    let text = context.debugDescription
    if text.contains("expected "), text.contains("found ") {
      return MetadataFault(place: place(context.codingPath).joined(separator: "."), reason: text)
    }
    if text.hasPrefix("expected ") {
      return fault(expected: String(text.dropFirst(9)), at: context, in: json)
    }
    guard !context.codingPath.isEmpty else {
      return MetadataFault(
        place: "", reason: "expected integers in the range of their fields, found others")
    }
    return fault(expected: "a value in the range of its field", at: context, in: json)
  }

  private static func fault(
    expected: String, at context: DecodingError.Context, in json: JSONText
  ) -> MetadataFault {
    let place = place(context.codingPath)
    return MetadataFault(
      place: place.joined(separator: "."),
      reason: "expected \(expected), found \(json.value(at: place) ?? "something else")")
  }

  private static func place(_ keys: [any CodingKey]) -> [String] {
    keys.map { $0.intValue.map(String.init) ?? $0.stringValue }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is any BinaryInteger.Type: "an integer"
    case is any BinaryFloatingPoint.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is [String: Any].Type: "an object"
    case is [Any].Type: "a list"
    default: "\(type)"
    }
  }
}

extension KeyedDecodingContainer {
  /// Decodes a value and validates it; a file may contain anything.
  ///
  /// - Parameters:
  ///   - key: The key of the value.
  ///   - expected: What the value must be, in words: "a finite number above 0".
  ///   - isValid: Whether a value is valid.
  /// - Returns: The value.
  /// - Throws: `DecodingError` with the value's coding path.
  package func decode<Value: Decodable>(
    _ key: Key, expecting expected: String, where isValid: (Value) -> Bool
  ) throws -> Value {
    let value: Value
    do {
      value = try decode(Value.self, forKey: key)
    } catch {
      switch error {
      case DecodingError.typeMismatch, DecodingError.keyNotFound, DecodingError.valueNotFound:
        throw error
      default:
        // A number that does not fit; the library does not report its position.
        throw DecodingError.dataCorrupted(
          .init(codingPath: codingPath + [key], debugDescription: "expected \(expected)"))
      }
    }
    guard isValid(value) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath + [key],
          debugDescription: "expected \(expected), found \(value)"))
    }
    return value
  }

  /// Decodes a value that may be missing, and has to be as expected where it is not.
  ///
  /// - Parameters:
  ///   - key: The key of the value.
  ///   - expected: What the value must be, in words.
  ///   - isValid: Whether it is.
  /// - Returns: The value; `nil` where there is none.
  /// - Throws: `DecodingError` with the value's place.
  package func decodeIfPresent<Value: Decodable>(
    _ key: Key, expecting expected: String, where isValid: (Value) -> Bool
  ) throws -> Value? {
    guard contains(key) else { return nil }
    return try decode(key, expecting: expected, where: isValid)
  }

  /// Decodes a number of things; beyond 2^53 no file counts honestly.
  ///
  /// - Parameters:
  ///   - key: The key of the number.
  ///   - smallest: The smallest valid number.
  /// - Returns: The number.
  /// - Throws: `DecodingError` with the number's coding path.
  package func decodeCount(_ key: Key, from smallest: Int = 0) throws -> Int {
    try decode(key, expecting: "an integer from \(smallest) to 2^53") {
      (smallest...1 << 53).contains($0)
    }
  }
}
