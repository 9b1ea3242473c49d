import Analysis
import Tensors

extension MetricFamily {
  /// The FactorVAE score.
  static let factorVAE = MetricFamily.ofDraws(
    stage: "FactorVAE votes", weight: 120,
    definitions: [
      MetricDefinition(
        "factor_vae_score", "FactorVAE", range: 0...1,
        "64 samples share one factor; the latent with the smallest var / global var votes for it. The accuracy "
          + "of the majority vote on as many new votes, one per 25 samples and at most 400 (Kim, Mnih 2018)."
      )
    ],
    missing: { $0.reasonWithOneFactor ?? $0.reasonWithoutSimulator }
  ) { inputs, isCancelled, progress in
    guard let encoder = inputs.controlledEncoder else { return nil }
    let votes = inputs.settings.voteCount
    let configuration = FactorVAEScore.Configuration(
      trainingVoteCount: votes, testVoteCount: votes,
      normalizationCount: min(max(inputs.settings.sampleCount, 64), 2048))
    // Neither closure escapes: the votes keep both only while they are drawn.
    return withoutActuallyEscaping(isCancelled) { isCancelled in
      withoutActuallyEscaping(progress) { progress in
        FactorVotes(
          encoder, configuration: configuration, seed: inputs.settings.seed,
          isCancelled: isCancelled, progress: progress)
      }
    }
  }
}

extension FactorVotes: MetricDraws {
  func outcomes(isCancelled: @Sendable () -> Bool) -> [MetricFamily.Outcome]? {
    [.value(FactorVAEScore(self).accuracy)]
  }

  func halved(_ random: inout CounterRandom) -> any MetricDraws { half(&random) }
}
