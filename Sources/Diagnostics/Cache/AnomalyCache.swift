import Models
import Storage

/// Comparisons of anomalous with normal samples in a folder, one file for each combination of weights, samples and
/// settings; of a kind with ``DiagnosisCache``, whose folder they may share.
package struct AnomalyCache: Sendable {
  private static let version = 1
  private let results: ResultCache<AnomalyStudy>

  /// Creates a cache in a folder, which is made when something is kept.
  package init(folder: String) {
    results = ResultCache(folder: folder, version: Self.version)
  }

  /// The study that was kept under a key; `nil` when there is none that can be read.
  func study(_ key: String) -> AnomalyStudy? {
    results.value(key).flatMap { $0.isSound ? $0 : nil }
  }

  /// Keeps a study under a key.
  ///
  /// - Throws: `StorageError` when the folder cannot be made or written.
  func keep(_ study: AnomalyStudy, _ key: String) throws(StorageError) {
    try results.keep(study, key)
  }

  /// The key of what a model makes of samples.
  static func key(
    _ checkpoint: DescribedModel, _ plan: AnomalyPlan, _ settings: AnomalySettings
  ) -> String {
    ContentHash.text { hash in
      hash.add("anomalies \(version)")
      hash.add(json: settings)
      for samples in [plan.fitted, plan.normal] + plan.sets.map(\.samples) {
        hash.add(samples.fingerprint)
      }
      for set in plan.sets { hash.add(set.title) }
      hash.add(checkpoint)
    }
  }
}
