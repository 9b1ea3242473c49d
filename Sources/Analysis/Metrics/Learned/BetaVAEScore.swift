/// The score of Higgins et al., "beta-VAE" (ICLR 2017), in the form of arXiv 1811.12359.
///
/// Samples come in pairs that share the value of one factor. The mean over a batch of pairs of |code 1 - code 2| is
/// small where a latent encodes that factor; a linear classifier predicts the factor from it. The classifier is
/// multinomial logistic regression on standardised features, with the default penalty.
package struct BetaVAEScore: Sendable, Equatable, Codable {
  /// How many samples are drawn; the defaults are those of arXiv 1811.12359, 1,920,000 samples in all.
  package struct Configuration: Sendable, Equatable, Codable {
    /// The number of pairs per feature.
    package var pairCount: Int
    /// The number of features that the classifier is trained on.
    package var trainingVoteCount: Int
    /// The number of features that it is tested with.
    package var testVoteCount: Int

    /// Creates a configuration.
    package init(pairCount: Int = 64, trainingVoteCount: Int = 10_000, testVoteCount: Int = 5_000) {
      precondition(
        pairCount > 0 && trainingVoteCount > 0 && testVoteCount > 0,
        "BetaVAEScore: \(pairCount) pairs, \(trainingVoteCount) and \(testVoteCount) votes")
      self.pairCount = pairCount
      self.trainingVoteCount = trainingVoteCount
      self.testVoteCount = testVoteCount
    }

    /// The number of samples that are simulated.
    package var sampleCount: Int { 2 * pairCount * (trainingVoteCount + testVoteCount) }
  }

  /// The fraction of the test features whose factor is predicted correctly; chance is about 1 / factors.
  package let accuracy: Double
  /// The same fraction for the training features.
  package let trainingAccuracy: Double
  /// How many samples were drawn.
  package let configuration: Configuration

  /// Measures an encoder.
  ///
  /// - Parameters:
  ///   - encoder: The source of codes of chosen factors, of which it has at least one.
  ///   - configuration: How many samples are drawn.
  ///   - seed: The seed of all draws.
  ///   - isCancelled: Called before every call of the encoder and every step of the classifier's optimisation.
  ///   - progress: Receives the fraction that is done, 0...1.
  /// - Returns: The score; `nil` when cancelled.
  package static func measure(
    _ encoder: some ControlledEncoder, configuration: Configuration = Configuration(),
    seed: UInt64, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Double) -> Void = { _ in }
  ) -> BetaVAEScore? {
    guard
      let pairs = FactorDifferences(
        encoder, configuration: configuration, seed: seed, isCancelled: isCancelled,
        progress: progress),
      let score = BetaVAEScore(pairs, isCancelled: isCancelled)
    else { return nil }
    progress(1)
    return score
  }

  /// Trains the classifier on the training features and tests it with the others; `nil` when cancelled.
  package init?(_ pairs: FactorDifferences, isCancelled: () -> Bool = { false }) {
    let model = LogisticRegression(
      pairs.training.features, labels: pairs.training.factors, classCount: pairs.factorCount,
      configuration: LogisticRegression.Configuration(), isCancelled: isCancelled)
    guard !isCancelled() else { return nil }
    accuracy = Self.accuracy(of: model, on: pairs.test)
    trainingAccuracy = Self.accuracy(of: model, on: pairs.training)
    configuration = pairs.configuration
  }

  private static func accuracy(of model: LogisticRegression, on features: FactorFeatures) -> Double
  {
    let guesses = model.labels(features.features)
    let right = zip(guesses, features.factors).count { $0 == $1 }
    return Double(right) / Double(features.factors.count)
  }
}
