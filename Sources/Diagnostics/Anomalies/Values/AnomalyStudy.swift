import Analysis

/// The scores of anomalous samples beside those of normal ones, as a value that is cached, drawn and written
/// as JSON.
package struct AnomalyStudy: Codable, Sendable, Equatable {
  /// What was compared with what.
  package struct Origin: Codable, Sendable, Equatable {
    /// The model's name.
    package var model: String
    /// The source of the normal samples.
    package var source: DiagnosisOrigin.Source
    /// The normal samples in words.
    package var normal: String
    /// The number of normal samples that are compared.
    package var normalCount: Int
    /// The unit of a sample's elements; empty for dimensionless ones.
    package var unit: String
    /// The number of draws of the importance-weighted likelihood.
    package var drawCount: Int
    /// The seed of fresh samples and of all draws.
    package var seed: UInt64

    /// Creates a record.
    package init(
      model: String, source: DiagnosisOrigin.Source, normal: String, normalCount: Int,
      unit: String, drawCount: Int, seed: UInt64
    ) {
      self.model = model
      self.source = source
      self.normal = normal
      self.normalCount = normalCount
      self.unit = unit
      self.drawCount = drawCount
      self.seed = seed
    }
  }

  /// What was compared with what.
  package var origin: Origin
  /// The keys of the scores that could be computed, in the order of every set's comparisons.
  package var scores: [String]
  /// Why the other scores are missing, by their keys.
  package var missing: [String: String]
  /// The sets, at least one.
  package var sets: [AnomalousSetStudy]
  /// Remarks on the numbers for the reader, one per line.
  package var notes: [String]

  /// Creates a study.
  package init(
    origin: Origin, scores: [String], missing: [String: String], sets: [AnomalousSetStudy],
    notes: [String]
  ) {
    self.origin = origin
    self.scores = scores
    self.missing = missing
    self.sets = sets
    self.notes = notes
  }

  /// Whether all parts are consistent; they are not in a damaged file.
  package var isSound: Bool {
    let known = Set(AnomalyScore.all.map(\.definition.key))
    return !sets.isEmpty && !scores.isEmpty && known.isSuperset(of: scores)
      && Set(scores).count == scores.count
      && sets.allSatisfy { set in
        set.comparisons.count == scores.count
          && set.groups.allSatisfy { $0.separations.count == scores.count }
          && set.comparisons.allSatisfy {
            $0.histograms.normal.count == $0.histograms.anomalous.count && !$0.worst.isEmpty
          }
      }
  }

  /// The unit of a score for these data.
  package func unit(of definition: MetricDefinition) -> String {
    guard definition.unit == MetricDefinition.squaredDataUnit else { return definition.unit }
    return origin.unit.isEmpty ? "" : origin.unit + "^2"
  }
}
