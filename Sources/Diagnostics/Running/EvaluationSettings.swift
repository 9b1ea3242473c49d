/// What decides a diagnosis beside model and data; equal settings give equal numbers.
package struct EvaluationSettings: Codable, Sendable, Equatable {
  /// The most samples that are measured.
  package var sampleCount: Int
  /// The seed of fresh samples and of all draws.
  package var seed: UInt64

  /// The number of samples that Locatello and others (2019) evaluate on.
  package static let defaultSampleCount = 10_000
  /// A seed that no recipe uses.
  package static let defaultSeed: UInt64 = 1009
  /// With fewer samples bins are empty and predictors learn noise: such metrics are left out.
  package static let leastSampleCount = 50

  /// The votes behind the scores that hold factors still: one for every 25 samples, 400 at most.
  ///
  /// Locatello and others (2019) take 10,000, which are a million simulated samples; the deviation of an accuracy
  /// over 400 votes is at most 0.025.
  package var voteCount: Int { min(max(sampleCount / 25, 8), 400) }

  /// Creates settings.
  package init(
    sampleCount: Int = defaultSampleCount, seed: UInt64 = defaultSeed
  ) {
    precondition(sampleCount > 0, "EvaluationSettings: \(sampleCount) samples")
    self.sampleCount = sampleCount
    self.seed = seed
  }
}
