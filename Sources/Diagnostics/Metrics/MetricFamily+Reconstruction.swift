import Analysis

extension MetricFamily {
  /// The errors of decoded samples.
  static let reconstruction = MetricFamily(
    stage: "reconstruction",
    definitions: [
      MetricDefinition(
        "mse", "MSE", unit: MetricDefinition.squaredDataUnit, better: .lower,
        "mean of (x - x_hat)^2 over all elements, in the squared unit of the data."),
      MetricDefinition(
        "psnr", "PSNR", unit: "dB",
        "-10 log10 of the mean squared error of pixels scaled to 0...1 by the extremes of the training "
          + "data."),
      MetricDefinition(
        "ssim", "SSIM",
        "The structural similarity of pixels scaled to 0...1: 7x7 uniform window, K1 = 0.01, K2 = 0.03, "
          + "mean over pictures (Wang, Bovik, Sheikh, Simoncelli 2004)."),
      MetricDefinition(
        "log10_mse", "log10-MSE", unit: "dex^2", better: .lower,
        "mean of (log10(x + 1e-10) - log10(x_hat + 1e-10))^2 over pixels scaled to 0...1: the loss of the "
          + "Aux-VAE."),
    ]
  ) { inputs, _, _ in
    let errors = inputs.encoded.errors
    let scaled = mean(errors.scaledSquared)
    let ratio = scaled.map {
      PeakSignalToNoiseRatio.decibels(meanSquaredError: $0, dataRange: 1)
    }
    return [
      outcome(mean(errors.squared), without: "there are no samples"),
      outcome(ratio, without: notPictures),
      outcome(mean(errors.similarity), without: notPictures + " of at least 7x7 pixels"),
      outcome(mean(errors.logSquared), without: notPictures),
    ]
  }

  private static let notPictures = "the samples are not pictures"

  private static func outcome(_ value: Double?, without reason: String) -> Outcome {
    value.map { .value($0) } ?? .missing(reason)
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
