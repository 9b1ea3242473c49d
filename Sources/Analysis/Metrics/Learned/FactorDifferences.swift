package import Tensors

/// The features behind a ``BetaVAEScore``.
package struct FactorDifferences: Sendable, Equatable {
  /// The features that the classifier is trained on.
  let training: FactorFeatures
  /// The features that it is tested with.
  let test: FactorFeatures
  /// The number of factors.
  let factorCount: Int
  /// How many samples were drawn.
  let configuration: BetaVAEScore.Configuration

  /// Draws all features.
  ///
  /// `nil` when cancelled.
  ///
  /// - Parameters:
  ///   - encoder: The source of codes of chosen factors, of which it has at least one.
  ///   - configuration: How many samples are drawn.
  ///   - seed: The seed of all draws.
  ///   - isCancelled: Called before every call of the encoder.
  ///   - progress: Receives the fraction that is done, up to 0.99: the classifier takes a hundredth of the time.
  package init?(
    _ encoder: some ControlledEncoder, configuration: BetaVAEScore.Configuration, seed: UInt64,
    isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Double) -> Void = { _ in }
  ) {
    precondition(!encoder.factorRanges.isEmpty, "BetaVAEScore: no factors")
    let pairs = FactorPairs(
      source: ControlledCodes(encoder: encoder, seed: seed), configuration: configuration,
      isCancelled: isCancelled, progress: progress)
    guard let training = pairs.features(.training), let test = pairs.features(.test) else {
      return nil
    }
    self.init(
      training: training, test: test, factorCount: encoder.factorRanges.count,
      configuration: configuration)
  }

  private init(
    training: FactorFeatures, test: FactorFeatures, factorCount: Int,
    configuration: BetaVAEScore.Configuration
  ) {
    (self.training, self.test) = (training, test)
    (self.factorCount, self.configuration) = (factorCount, configuration)
  }

  /// Half of the features of either kind, drawn without replacement.
  package func half(_ random: inout CounterRandom) -> FactorDifferences {
    FactorDifferences(
      training: training.rows(random.half(of: training.factors.count)),
      test: test.rows(random.half(of: test.factors.count)), factorCount: factorCount,
      configuration: configuration)
  }
}
