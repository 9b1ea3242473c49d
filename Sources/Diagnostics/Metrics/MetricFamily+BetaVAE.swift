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
    // Neither closure outlives the call, but the score keeps both while it works.
    let score = withoutActuallyEscaping(isCancelled) { isCancelled in
      withoutActuallyEscaping(progress) { progress in
        BetaVAEScore.measure(
          encoder, configuration: betaVAEConfiguration, seed: inputs.settings.seed,
          isCancelled: isCancelled, progress: progress)
      }
    }
    return score.map { [.value($0.accuracy)] }
  }
}
