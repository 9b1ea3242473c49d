/// The settings of a comparison of anomalous with normal samples; with equal model and data they give equal
/// numbers.
package struct AnomalySettings: Codable, Sendable, Equatable {
  /// The most samples of every set, of the normal ones, and of those that the distribution of codes is fitted to.
  package var sampleCount: Int
  /// The number of draws of the importance-weighted likelihood, K.
  package var drawCount: Int
  /// The seed of fresh samples and of all draws.
  package var seed: UInt64

  /// Enough for a 95% interval of an AUROC of about ±0.03.
  package static let defaultSampleCount = 500
  /// The lower end of the customary 100 to 500 draws.
  package static let defaultDrawCount = 100
  /// A seed that no recipe uses.
  package static let defaultSeed = EvaluationSettings.defaultSeed

  /// Creates settings.
  package init(
    sampleCount: Int = defaultSampleCount, drawCount: Int = defaultDrawCount,
    seed: UInt64 = defaultSeed
  ) {
    precondition(
      sampleCount > 0 && drawCount > 0, "AnomalySettings: \(sampleCount), \(drawCount)")
    self.sampleCount = sampleCount
    self.drawCount = drawCount
    self.seed = seed
  }
}
