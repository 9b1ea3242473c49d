import Analysis
import Tensors

extension MetricFamily {
  /// The beta-VAE score.
  static let betaVAE = MetricFamily.ofDraws(
    stage: "beta-VAE votes", weight: 120,
    definitions: [
      MetricDefinition(
        "beta_vae_score", "beta-VAE", range: 0...1,
        "Pairs of samples share one factor; a linear classifier predicts which from the mean of |z - z'| over 32 "
          + "pairs. Its accuracy on as many new votes, one per 25 samples and at most 400 (Higgins et al. 2017)."
      )
    ],
    missing: { $0.reasonWithOneFactor ?? $0.reasonWithoutSimulator }
  ) { inputs, isCancelled, progress in
    guard let encoder = inputs.controlledEncoder else { return nil }
    let votes = inputs.settings.voteCount
    let configuration = BetaVAEScore.Configuration(
      pairCount: 32, trainingVoteCount: votes, testVoteCount: votes)
    // Neither closure escapes: the votes keep both only while they are drawn.
    return withoutActuallyEscaping(isCancelled) { isCancelled in
      withoutActuallyEscaping(progress) { progress in
        FactorDifferences(
          encoder, configuration: configuration, seed: inputs.settings.seed,
          isCancelled: isCancelled, progress: progress)
      }
    }
  }
}

extension FactorDifferences: MetricDraws {
  func outcomes(isCancelled: @Sendable () -> Bool) -> [MetricFamily.Outcome]? {
    BetaVAEScore(self, isCancelled: isCancelled).map { [.value($0.accuracy)] }
  }

  func halved(_ random: inout CounterRandom) -> any MetricDraws { half(&random) }
}
