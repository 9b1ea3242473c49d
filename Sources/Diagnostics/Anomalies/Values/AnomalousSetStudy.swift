package import Analysis

/// The comparison of one set of samples with the normal ones.
package struct AnomalousSetStudy: Codable, Sendable, Equatable {
  /// The name of the set, at most 15 characters for a standard one.
  package var title: String
  /// What is anomalous about it, in one line.
  package var meaning: String
  /// The samples in words.
  package var label: String
  /// The number of samples.
  package var count: Int
  /// The names and units of the factors, in their order.
  package var factorNames: [String]
  /// The comparison by every score of the study, in their order.
  package var comparisons: [ScoreComparison]
  /// The same by values of factors; empty where no factor is known.
  package var groups: [FactorGroup]

  /// Creates the study of a set.
  package init(
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

  /// The index of the score that separates the set best: the one whose two-sided interval begins highest, or,
  /// where all are undecided, the one with the largest area.
  package var bestScore: Int {
    func merit(_ place: Int) -> (Double, Double) {
      let separation = comparisons[place].separation
      let isDecided = separation.direction != .undecided
      return (isDecided ? separation.twoSidedInterval.lower : 0, separation.twoSidedArea)
    }
    return comparisons.indices.max { merit($0) < merit($1) } ?? 0
  }
}

/// One score compared between a set and the normal samples.
package struct ScoreComparison: Codable, Sendable, Equatable {
  /// How well the score separates the set.
  package var separation: ScoreSeparation
  /// Both distributions over the same bins.
  package var histograms: ScoreHistograms
  /// The most unusual samples in the direction in which the set differs, most unusual first; ascending scores
  /// where anomalous samples score lower.
  package var worst: [WorstSample]

  /// Creates a comparison.
  package init(separation: ScoreSeparation, histograms: ScoreHistograms, worst: [WorstSample]) {
    self.separation = separation
    self.histograms = histograms
    self.worst = worst
  }
}

/// The samples of a set with one value of a factor, or a range of values.
package struct FactorGroup: Codable, Sendable, Equatable {
  /// The factor.
  package var factor: String
  /// The smallest value.
  package var lower: Double
  /// The largest value.
  package var upper: Double
  /// Whether it is compared with normal samples of the same values, not with all of them.
  package var isConditioned: Bool
  /// How well every score of the study separates the group, in their order.
  package var separations: [ScoreSeparation]

  /// Creates a group.
  package init(
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
