import Datasets
import FoundationEssentials
import Storage

/// The text entries of a checkpoint file; structured ones are JSON with sorted keys.
enum CheckpointMetadata {
  static let formatVersion = 1
  static let versionKey = "latentty.format"
  static let architectureKey = "latentty.architecture"
  static let objectiveKey = "latentty.objective"
  static let transformKey = "latentty.transform"
  static let dataKey = "latentty.data"
  static let trainingKey = "latentty.training"
  static let latentsKey = "latentty.latents"
  static let originKey = "latentty.origin"

  /// The entries of a model; unknown facts have none.
  static func entries(of described: DescribedModel) throws -> [String: String] {
    let facts = described.facts
    var entries = [
      versionKey: String(formatVersion),
      architectureKey: try text(described.model.architecture),
      transformKey: try text(described.model.transform),
    ]
    entries[objectiveKey] = try facts.objective.map(text)
    entries[dataKey] = try facts.data.map(text)
    entries[trainingKey] = try facts.training.map(text)
    entries[latentsKey] = try facts.constraints.map(text)
    entries[originKey] = try facts.origin.map(text)
    return entries
  }

  /// The value of an optional entry.
  static func valueIfPresent<Value: Decodable>(
    _ key: String, in file: SafetensorsFile
  ) throws(CheckpointError) -> Value? {
    guard file.metadata[key] != nil else { return nil }
    let value: Value = try value(key, in: file)
    return value
  }

  static func value<Value: Decodable>(
    _ key: String, in file: SafetensorsFile
  ) throws(CheckpointError) -> Value {
    guard let text = file.metadata[key] else {
      throw .missingMetadata(path: file.path, key: key)
    }
    guard text.utf8.count <= SafetensorsFile.structuredTextLimit else {
      throw .invalidMetadata(
        path: file.path, key: key,
        reason: "expected at most \(SafetensorsFile.structuredTextLimit) bytes, "
          + "found \(text.utf8.count)")
    }
    do {
      return try MetadataDecoding.decode(from: text)
    } catch {
      throw .invalidMetadata(path: file.path, key: key, reason: error.description)
    }
  }

  static func checkVersion(_ file: SafetensorsFile) throws(CheckpointError) {
    guard let text = file.metadata[versionKey] else {
      throw .missingMetadata(path: file.path, key: versionKey)
    }
    guard let version = Int(text), (1...formatVersion).contains(version) else {
      throw .unknownVersion(
        path: file.path, found: String(text.prefix(60)), newest: formatVersion)
    }
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
