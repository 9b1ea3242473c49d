import Analysis

extension MetricFamily {
  /// The interventional robustness score.
  static let interventionalRobustness = MetricFamily(
    stage: "IRS", weight: 2,
    definitions: [
      MetricDefinition(
        "irs", "IRS", range: -.infinity...1,
        "1 - (mean over bins of factor m of the 99th percentile of |z_k - bin mean|) / max |z_k - mean|; "
          + "largest over m, mean over k weighted by the maximum (Suter et al. 2019).")
    ],
    missing: needsFactors
  ) { inputs, _ in
    [
      .value(
        InterventionalRobustness(codes: inputs.encoded.codes, factors: inputs.encoded.factors)
          .value)
    ]
  }
}
