import Analysis

extension MetricFamily {
  /// The separated attribute predictability.
  static let separatedAttributes = MetricFamily(
    stage: "SAP",
    definitions: [
      MetricDefinition(
        "sap", "SAP", range: 0...1,
        "SAP = mean over factors of the largest minus the second largest r^2 of single latents "
          + "(Kumar, Sattigeri, Balakrishnan 2018).")
    ],
    missing: needsFactors
  ) { inputs, _ in
    [.value(SeparatedAttributePredictability(correlations: inputs.pearson).value)]
  }
}
