/// The settings of a diagnosis; with equal model and data they give equal numbers.
package struct EvaluationSettings: Codable, Sendable, Equatable {
  /// The most samples that are evaluated.
  package var sampleCount: Int
  /// The seed of fresh samples and of all draws.
  package var seed: UInt64
  /// How many half-samples the standard errors are found with: 0, for none, or at least two.
  package var repeatCount: Int

  /// The number of samples that Locatello and others (2019) evaluate on.
  package static let defaultSampleCount = 10_000
  /// A seed that no recipe uses.
  package static let defaultSeed: UInt64 = 1009
  /// The number of half-samples with which a diagnosis takes at most about twice as long; a standard error is known to
  /// 16%.
  package static let defaultRepeatCount = 20
  /// With fewer samples bins are empty and predictors fit noise: metrics that use them are omitted.
  package static let leastSampleCount = 50

  /// The votes of the scores that hold factors fixed: one for every 25 samples, from 8 to 400.
  ///
  /// Locatello and others (2019) use 10,000, which need a million simulated samples; the standard deviation
  /// of an accuracy over 400 votes is at most 0.025.
  package var voteCount: Int { min(max(sampleCount / 25, 8), 400) }

  /// Creates settings.
  package init(
    sampleCount: Int = defaultSampleCount, seed: UInt64 = defaultSeed,
    repeatCount: Int = defaultRepeatCount
  ) {
    precondition(sampleCount > 0, "EvaluationSettings: \(sampleCount) samples")
    precondition(
      repeatCount == 0 || repeatCount > 1, "EvaluationSettings: \(repeatCount) half-samples")
    self.sampleCount = sampleCount
    self.seed = seed
    self.repeatCount = repeatCount
  }
}
