import Analysis

extension MetricFamily {
  /// Whether the residuals of counts are white noise.
  static let residuals = MetricFamily(
    stage: "residuals",
    definitions: [
      MetricDefinition(
        "residual_mean", "residual mean", unit: "sd", better: .neither,
        "The mean of (x - lambda) / sqrt(lambda) over pixels of counts with lambda >= 0.1; 0 for Poisson "
          + "noise around the correct expectation lambda."),
      MetricDefinition(
        "residual_variance", "residual var", better: .neither, range: 0 ... .infinity,
        "The variance of the same residuals; 1 for Poisson noise."),
      MetricDefinition(
        "residual_correlation", "residual corr", better: .neither, range: -1...1,
        "The correlation of residuals of neighbouring pixels; 0 for noise, positive if structure remains."
      ),
    ],
    missing: { $0.encoded.whiteness == nil ? "the samples are not pictures of counts" : nil }
  ) { inputs, _ in
    guard let whiteness = inputs.encoded.whiteness, whiteness.pixelCount > 0 else {
      return Array(repeating: .missing("no pixel is expected to hold 0.1 counts"), count: 3)
    }
    return [
      .value(whiteness.mean), .value(whiteness.variance), .value(whiteness.lagOneCorrelation),
    ]
  }
}
