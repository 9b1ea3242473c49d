public import Analysis

/// How one set of samples differs from the normal ones.
public struct AnomalousSetStudy: Codable, Sendable, Equatable {
  /// The name of the set, at most 15 characters where it is one of this program's.
  public var title: String
  /// What is anomalous about it, in a line.
  public var meaning: String
  /// The samples in words.
  public var label: String
  /// The number of samples.
  public var count: Int
  /// The names and units of the factors, in their order.
  public var factorNames: [String]
  /// The comparison by every score of the study, in their order.
  public var comparisons: [ScoreComparison]
  /// The same by values of factors; empty where no factor is known.
  public var groups: [FactorGroup]

  /// Creates the study of a set.
  public init(
    title: String, meaning: String, label: String, count: Int, factorNames: [String],
    comparisons: [ScoreComparison], groups: [FactorGroup]
  ) {
    self.title = title
    self.meaning = meaning
    self.label = label
    self.count = count
    self.factorNames = factorNames
    self.comparisons = comparisons
    self.groups = groups
  }

  /// The place of the score that tells the set apart best: the one whose two-sided interval begins highest, or, where all
  /// are undecided, the one with the largest area.
  public var bestScore: Int {
    func merit(_ place: Int) -> (Double, Double) {
      let separation = comparisons[place].separation
      let isDecided = separation.direction != .undecided
      return (isDecided ? separation.twoSidedInterval.lower : 0, separation.twoSidedArea)
    }
    return comparisons.indices.max { merit($0) < merit($1) } ?? 0
  }
}

/// One score over a set and over the normal samples.
public struct ScoreComparison: Codable, Sendable, Equatable {
  /// How well the score tells the set apart.
  public var separation: ScoreSeparation
  /// Both distributions on one axis.
  public var histograms: ScoreHistograms
  /// The most unusual samples, in the direction in which the set differs, the first one most; ascending scores where
  /// anomalous samples score lower.
  public var worst: [WorstSample]

  /// Creates a comparison.
  public init(separation: ScoreSeparation, histograms: ScoreHistograms, worst: [WorstSample]) {
    self.separation = separation
    self.histograms = histograms
    self.worst = worst
  }
}

/// The samples of a set with one value of a factor, or a range of values.
public struct FactorGroup: Codable, Sendable, Equatable {
  /// The factor.
  public var factor: String
  /// The least value.
  public var lower: Double
  /// The largest value.
  public var upper: Double
  /// Whether the normal samples that it is compared with have the same values; otherwise they are all.
  public var isConditioned: Bool
  /// How well every score of the study tells the group apart, in their order.
  public var separations: [ScoreSeparation]

  /// Creates a group.
  public init(
    factor: String, lower: Double, upper: Double, isConditioned: Bool,
    separations: [ScoreSeparation]
  ) {
    self.factor = factor
    self.lower = lower
    self.upper = upper
    self.isConditioned = isConditioned
    self.separations = separations
  }
}
