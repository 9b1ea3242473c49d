import Models
import Storage

/// Diagnoses in a folder, one file for each combination of weights, samples and settings.
///
/// The folder is for what can be made again: a file that is damaged, or of another version of the program, counts as
/// absent, and one that cannot be written is no error.
package struct DiagnosisCache: Sendable {
  /// The folder.
  package var folder: String { results.folder }

  private static let version = 5
  private let results: ResultCache<Diagnosis>

  /// Creates a cache in a folder, which is made when something is kept.
  package init(folder: String) {
    results = ResultCache(folder: folder, version: Self.version)
  }

  /// The diagnosis that was kept under a key; `nil` when there is none that can be read.
  func diagnosis(_ key: String) -> Diagnosis? {
    results.value(key).flatMap { $0.isSound ? $0 : nil }
  }

  /// Keeps a diagnosis under a key.
  ///
  /// - Throws: `StorageError` when the folder cannot be made or written.
  func keep(_ diagnosis: Diagnosis, _ key: String) throws(StorageError) {
    try results.keep(diagnosis, key)
  }

  /// The key of what a model does on samples.
  static func key(
    _ checkpoint: DescribedModel, _ samples: DiagnosisSamples, _ settings: DiagnosisSettings
  ) -> String {
    ContentHash.text { hash in
      hash.add("\(version) \(settings.seed)")
      hash.add(samples.fingerprint)
      hash.add(checkpoint)
    }
  }
}
