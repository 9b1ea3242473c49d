import Analysis

/// How a model scores sets of anomalous samples beside normal ones: a value that is kept, drawn and written as JSON.
package struct AnomalyStudy: Codable, Sendable, Equatable {
  /// What was compared with what.
  package struct Origin: Codable, Sendable, Equatable {
    /// The model's name.
    package var model: String
    /// Where the normal samples come from.
    package var source: DiagnosisOrigin.Source
    /// The normal samples in words.
    package var normal: String
    /// The number of normal samples that are compared.
    package var normalCount: Int
    /// The unit of a sample's elements; empty for pure numbers.
    package var unit: String
    /// The draws behind the importance-weighted likelihood.
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
  /// The keys of the scores that could be measured, in the order of every set's comparisons.
  package var scores: [String]
  /// Why the others could not, by their keys.
  package var missing: [String: String]
  /// The sets, at least one.
  package var sets: [AnomalousSetStudy]
  /// What the reader must know about the numbers, a line each.
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

  /// Whether all parts fit together, as they do unless a file was damaged.
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

  /// The unit of a score in these data.
  package func unit(of definition: MetricDefinition) -> String {
    guard definition.unit == MetricDefinition.squaredDataUnit else { return definition.unit }
    return origin.unit.isEmpty ? "" : origin.unit + "^2"
  }
}
