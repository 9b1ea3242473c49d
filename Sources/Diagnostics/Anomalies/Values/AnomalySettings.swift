/// What decides a comparison of anomalous with normal samples beside model and data; equal settings give equal numbers.
package struct AnomalySettings: Codable, Sendable, Equatable {
  /// The most samples of every set, of the normal ones, and of those that the distribution of codes is fitted to.
  package var sampleCount: Int
  /// The draws behind the importance-weighted likelihood, K.
  package var drawCount: Int
  /// The seed of fresh samples and of all draws.
  package var seed: UInt64

  /// Enough for an interval of an area of about 0.03 to either side.
  package static let defaultSampleCount = 500
  /// The least of the 100 to 500 draws that are usual.
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
