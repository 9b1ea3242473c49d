import Analysis

extension MetricFamily {
  /// The alignment metric reported by the authors of the Aux-VAE.
  static let alignment = MetricFamily.ofCodes(
    stage: "alignment",
    definitions: [
      MetricDefinition(
        "alignment_score", "alignment", range: 0...1,
        "mean over factors of max_k |corr(z_k, f)| / sum_k |corr(z_k, f)|: 1 if each factor is correlated with only one "
          + "latent (as printed by the code of the Aux-VAE).")
    ],
    missing: { $0.reasonWithoutFactors }
  ) { _, codes, _ in
    [.value(AlignmentScore(correlations: codes.pearson).value)]
  }
}
