import Analysis

/// How a model scores sets of anomalous samples beside normal ones: a value that is kept, drawn and written as JSON.
public struct AnomalyStudy: Codable, Sendable, Equatable {
  /// What was compared with what.
  public struct Origin: Codable, Sendable, Equatable {
    /// The model's name.
    public var model: String
    /// Where the normal samples come from.
    public var source: DiagnosisOrigin.Source
    /// The normal samples in words.
    public var normal: String
    /// The number of normal samples that are compared.
    public var normalCount: Int
    /// The unit of a sample's elements; empty for pure numbers.
    public var unit: String
    /// The draws behind the importance-weighted likelihood.
    public var drawCount: Int
    /// The seed of fresh samples and of all draws.
    public var seed: UInt64

    /// Creates a record.
    public init(
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
  public var origin: Origin
  /// The keys of the scores that could be measured, in the order of every set's comparisons.
  public var scores: [String]
  /// Why the others could not, by their keys.
  public var missing: [String: String]
  /// The sets, at least one.
  public var sets: [AnomalousSetStudy]
  /// What the reader must know about the numbers, a line each.
  public var notes: [String]

  /// Creates a study.
  public init(
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
  var isSound: Bool {
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
  public func unit(of definition: MetricDefinition) -> String {
    guard definition.unit == MetricDefinition.squaredDataUnit else { return definition.unit }
    return origin.unit.isEmpty ? "" : origin.unit + "^2"
  }
}
