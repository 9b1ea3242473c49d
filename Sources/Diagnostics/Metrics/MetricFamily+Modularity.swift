import Analysis

extension MetricFamily {
  /// Modularity.
  static let modularity = MetricFamily.ofCodes(
    stage: "modularity",
    definitions: [
      MetricDefinition(
        "modularity", "modularity", range: 0...1,
        "mean over latents of 1 - sum over other factors of I_km^2 / (max_m I_km^2 (M - 1)); a latent "
          + "without information scores 0 (Ridgeway, Mozer 2018)."),
      MetricDefinition(
        "modularity_quantile", "modularity (q)", range: 0...1,
        "The same, with I from quantile bins: as many samples in each, equal values in one."),
    ],
    missing: needsFactors
  ) { _, codes, _ in
    [
      .value(Modularity(information: codes.information).value),
      .value(Modularity(information: codes.quantileInformation).value),
    ]
  }
}
