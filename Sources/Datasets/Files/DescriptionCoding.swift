import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The description of a data set as the JSON in the metadata of its file.
enum DescriptionCoding {
  /// The key of the metadata.
  static let key = "latentty.data"

  static func encode(_ description: DataDescription) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(description) else {
      preconditionFailure("DescriptionCoding: a range is not finite in \(description)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  static func decode(_ text: String, path: String) throws(DatasetError) -> DataDescription {
    guard text.utf8.count <= SafetensorsFile.structuredTextLimit else {
      throw .notADataset(
        path: path, expected: "at most \(SafetensorsFile.structuredTextLimit) bytes in \"\(key)\"",
        found: "\(text.utf8.count)")
    }
    do {
      return try JSONDecoder().decode(DataDescription.self, from: Data(text.utf8))
    } catch {
      throw .notADataset(
        path: path, expected: "a description as JSON in the metadata \"\(key)\"",
        found: reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "no \"\(key.stringValue)\""
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      "another value at \"\(context.codingPath.map(\.stringValue).joined(separator: "."))\""
    default: "something else"
    }
  }
}
