import Analysis
import Tensors

/// Codes of all samples, and what several metrics of them need.
struct MeasuredCodes: Sendable {
  /// The codes, `[samples, latents]`.
  let codes: Tensor
  /// Their covariance.
  let covariance: LatentCovariance
  /// Pearson's correlations with the factors, `[latents, factors]`.
  let pearson: Matrix
  /// Mutual information with the factors in nats, `[latents, factors]`.
  let information: Matrix

  init(_ codes: Tensor, factors: Tensor) {
    self.codes = codes
    covariance = LatentCovariance(codes: codes)
    pearson = Correlation.pearson(codes, factors)
    information = MutualInformation.matrix(codes: codes, factors: factors)
  }
}
