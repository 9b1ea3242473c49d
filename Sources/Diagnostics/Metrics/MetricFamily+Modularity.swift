import Analysis

extension MetricFamily {
  /// Modularity.
  static let modularity = MetricFamily.ofCodes(
    stage: "modularity",
    definitions: [
      MetricDefinition(
        "modularity", "modularity",
        "mean over latents of 1 - sum over other factors of I_km^2 / (max_m I_km^2 (M - 1)); a latent "
          + "without information scores 0 (Ridgeway, Mozer 2018).")
    ],
    missing: needsFactors
  ) { _, codes in
    [.value(Modularity(information: codes.information).value)]
  }
}
