import Analysis

extension MetricFamily {
  /// The errors of decoded samples.
  static let reconstruction = MetricFamily(
    stage: "reconstruction",
    definitions: [
      MetricDefinition(
        "mse", "MSE", unit: MetricDefinition.squaredDataUnit, better: .lower,
        range: 0 ... .infinity,
        "mean of (x - x_hat)^2 over all elements, in the squared unit of the data."),
      MetricDefinition(
        "psnr", "PSNR", unit: "dB",
        "-10 log10 of the mean squared error of pixels scaled to 0...1 by the extremes of the training "
          + "data. A faint picture is small on that scale, and so is any error of it: compare with the baselines."
      ),
      MetricDefinition(
        "psnr_own_range", "PSNR own range", unit: "dB",
        "mean over pictures of -10 log10(mean (x - x_hat)^2 / (max x - min x)^2), the extremes those of the picture "
          + "itself; constant pictures are left out."),
      MetricDefinition(
        "ssim", "SSIM", range: -1...1,
        "The structural similarity of pixels scaled to 0...1: 7x7 uniform window, K1 = 0.01, K2 = 0.03, "
          + "mean over pictures (Wang, Bovik, Sheikh, Simoncelli 2004). Faint pictures are similar to a blank one on "
          + "that scale: compare with the baselines."),
      MetricDefinition(
        "ssim_own_range", "SSIM own range", range: -1...1,
        "The same of the same pixels, but the range in the constants (K1 L)^2 and (K2 L)^2 is L = max x - min x of "
          + "the picture itself instead of 1; constant pictures are left out."),
      MetricDefinition(
        "log10_mse", "log10-MSE", unit: "dex^2", better: .lower, range: 0 ... .infinity,
        "mean of (log10(x + 1e-10) - log10(x_hat + 1e-10))^2 over pixels scaled to 0...1: the loss of the "
          + "Aux-VAE."),
    ]
  ) { inputs, _ in inputs.encoded.errors.outcomes }
}

extension ReconstructionErrors {
  /// The numbers of the metrics of the family, or why they are missing.
  var outcomes: [MetricFamily.Outcome] {
    let ratio = Self.mean(scaledSquared).map {
      PeakSignalToNoiseRatio.decibels(meanSquaredError: $0, dataRange: 1)
    }
    let small =
      scaledSquared.isEmpty ? Self.notPictures : "the pictures are smaller than 7x7 pixels"
    let constant = scaledSquared.isEmpty ? nil : "all pictures are constant"
    return [
      Self.outcome(Self.mean(squared), without: "there are no samples"),
      Self.outcome(ratio, without: Self.notPictures),
      Self.outcome(Self.mean(ownRatio.compactMap(\.self)), without: constant ?? Self.notPictures),
      Self.outcome(Self.mean(similarity), without: small),
      Self.outcome(
        Self.mean(ownSimilarity.compactMap(\.self)),
        without: similarity.isEmpty ? small : constant ?? small),
      Self.outcome(Self.mean(logSquared), without: Self.notPictures),
    ]
  }

  private static let notPictures = "the samples are not pictures"

  private static func outcome(
    _ value: Double?, without reason: String
  ) -> MetricFamily.Outcome {
    value.map { .value($0) } ?? .missing(reason)
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
