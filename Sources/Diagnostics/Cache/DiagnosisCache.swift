import Models
import Storage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Diagnoses in a folder, one file for each combination of weights, samples and settings.
///
/// The folder is for what can be made again: a file that is damaged, or of another version of the program, counts as
/// absent, and one that cannot be written is no error.
public struct DiagnosisCache: Sendable {
  /// The folder.
  public let folder: String

  /// Changes whenever equal inputs give other numbers, or a file is laid out otherwise.
  private static let version = 2

  /// Creates a cache in a folder, which is made when something is kept.
  public init(folder: String) {
    self.folder = folder
  }

  /// The diagnosis that was kept under a key; `nil` when there is none that can be read.
  func diagnosis(_ key: String) -> Diagnosis? {
    guard let file = try? MappedFile(path: path(key)) else { return nil }
    let data = file.withUnsafeBytes { Data($0) }
    guard let entry = try? JSONDecoder().decode(Entry.self, from: data),
      entry.version == Self.version, entry.key == key, entry.diagnosis.isSound
    else { return nil }
    return entry.diagnosis
  }

  /// Keeps a diagnosis under a key.
  ///
  /// - Throws: `StorageError` when the folder cannot be made or written.
  func keep(_ diagnosis: Diagnosis, _ key: String) throws(StorageError) {
    let entry = Entry(version: Self.version, key: key, diagnosis: diagnosis)
    guard let data = try? JSONEncoder().encode(entry) else {
      preconditionFailure("DiagnosisCache: a number that is not finite in \(diagnosis.origin)")
    }
    try StorageFolder.makeWithParents(folder)
    try AtomicFile.write(Array(data), to: path(key))
  }

  /// The key of what a model does on samples.
  static func key(
    _ checkpoint: Checkpoint, _ samples: DiagnosisSamples, _ settings: DiagnosisSettings
  ) -> String {
    ContentHash.text { hash in
      hash.add("\(version) \(settings.seed)")
      hash.add(samples.fingerprint)
      hash.add(checkpoint.model.parameters)
      hash.add(json: checkpoint.model.architecture)
      hash.add(json: checkpoint.model.transform)
      hash.add(json: checkpoint.objective)
      hash.add(json: checkpoint.data)
    }
  }

  private func path(_ key: String) -> String { "\(folder)/\(key).json" }

  private struct Entry: Codable {
    let version: Int
    let key: String
    let diagnosis: Diagnosis
  }
}
