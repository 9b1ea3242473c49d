import Analysis

extension MetricFamily {
  /// The FactorVAE score.
  static let factorVAE = MetricFamily(
    stage: "FactorVAE votes", weight: 120,
    definitions: [
      MetricDefinition(
        "factor_vae_score", "FactorVAE",
        "64 samples share one factor; the latent of the least var / global var votes for it; the accuracy "
          + "of the majority rule on as many votes as made it, one per 25 samples and 400 at most (Kim, Mnih 2018)."
      )
    ],
    missing: { $0.reasonWithOneFactor ?? $0.reasonWithoutSimulator }
  ) { inputs, isCancelled, progress in
    guard let encoder = inputs.controlledEncoder else { return nil }
    let votes = inputs.settings.voteCount
    let configuration = FactorVAEScore.Configuration(
      trainingVoteCount: votes, testVoteCount: votes,
      normalizationCount: min(max(inputs.settings.sampleCount, 64), 2048))
    // Neither closure escapes: the score keeps both only while it works.
    let score = withoutActuallyEscaping(isCancelled) { isCancelled in
      withoutActuallyEscaping(progress) { progress in
        FactorVAEScore.measure(
          encoder, configuration: configuration, seed: inputs.settings.seed,
          isCancelled: isCancelled, progress: progress)
      }
    }
    return score.map { [.value($0.accuracy)] }
  }
}
