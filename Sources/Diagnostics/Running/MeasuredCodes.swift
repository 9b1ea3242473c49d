import Analysis
import Tensors

extension Discretizer {
  /// The bins of the metrics that stand beside those of equal width.
  static let quantiles = Discretizer(binning: .equalCount)
}

/// Codes of all samples, and what several metrics of them need.
struct MeasuredCodes: Sendable {
  /// The codes, `[samples, latents]`.
  let codes: Tensor
  /// Their covariance.
  let covariance: LatentCovariance
  /// Pearson's correlations with the factors, `[latents, factors]`.
  let pearson: Matrix
  /// Mutual information with the factors in nats, `[latents, factors]`, by bins of equal width.
  let information: Matrix
  /// The same by quantile bins.
  let quantileInformation: Matrix

  init(_ codes: Tensor, factors: Tensor) {
    self.codes = codes
    covariance = LatentCovariance(codes: codes)
    pearson = Correlation.pearson(codes, factors)
    information = MutualInformation.matrix(codes: codes, factors: factors)
    quantileInformation = MutualInformation.matrix(
      codes: codes, factors: factors, discretizer: .quantiles)
  }
}
