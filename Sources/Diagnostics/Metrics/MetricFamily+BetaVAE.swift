import Analysis

extension MetricFamily {
  /// Fewer samples than the two million of Locatello et al.
  static let betaVAEConfiguration = BetaVAEScore.Configuration(
    pairCount: 32, trainingVoteCount: 400, testVoteCount: 400)

  /// The beta-VAE score.
  static let betaVAE = MetricFamily(
    stage: "beta-VAE votes", weight: 120,
    definitions: [
      MetricDefinition(
        "beta_vae_score", "beta-VAE",
        "Pairs of samples share one factor; a linear classifier tells which from the mean of |z - z'| over "
          + "\(betaVAEConfiguration.pairCount) pairs; its accuracy on "
          + "\(betaVAEConfiguration.testVoteCount) votes (Higgins et al. 2017).")
    ],
    missing: { $0.reasonWithoutFactors ?? $0.reasonWithoutSimulator }
  ) { inputs, isCancelled, progress in
    guard let encoder = inputs.controlledEncoder else { return nil }
    return BetaVAEScore.measure(
      encoder, configuration: betaVAEConfiguration, seed: inputs.settings.seed,
      isCancelled: isCancelled, progress: progress
    ).map { [.value($0.accuracy)] }
  }
}
