import FoundationEssentials
import Storage

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
      return try MetadataDecoding.decode(from: text)
    } catch {
      throw .invalidMetadata(path: path, key: key, reason: error.description)
    }
  }
}

extension DataDescription {
  /// The metadata that make a safetensors file of `samples` and `factors` a data set.
  package var metadata: [String: String] {
    [DescriptionCoding.key: DescriptionCoding.encode(self)]
  }
}
