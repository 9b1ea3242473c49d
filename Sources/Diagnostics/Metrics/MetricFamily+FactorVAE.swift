import Analysis

extension MetricFamily {
  /// Fewer votes than the 10,000 and 5,000 of Locatello et al., which take a million samples; the deviation of an
  /// accuracy over 400 votes is at most 0.025.
  static let factorVAEConfiguration = FactorVAEScore.Configuration(
    trainingVoteCount: 400, testVoteCount: 400, normalizationCount: 2048)

  /// The FactorVAE score.
  static let factorVAE = MetricFamily(
    stage: "FactorVAE votes", weight: 120,
    definitions: [
      MetricDefinition(
        "factor_vae_score", "FactorVAE",
        "64 samples share one factor; the latent of the least var / global var votes for it; the accuracy "
          + "of the majority rule, here from \(factorVAEConfiguration.trainingVoteCount) votes, tested on "
          + "\(factorVAEConfiguration.testVoteCount) (Kim, Mnih 2018).")
    ],
    missing: { $0.reasonWithoutFactors ?? $0.reasonWithoutSimulator }
  ) { inputs, isCancelled, progress in
    guard let encoder = inputs.controlledEncoder else { return nil }
    // Neither closure outlives the call, but the score keeps both while it works.
    let score = withoutActuallyEscaping(isCancelled) { isCancelled in
      withoutActuallyEscaping(progress) { progress in
        FactorVAEScore.measure(
          encoder, configuration: factorVAEConfiguration, seed: inputs.settings.seed,
          isCancelled: isCancelled, progress: progress)
      }
    }
    return score.map { [.value($0.accuracy)] }
  }
}
