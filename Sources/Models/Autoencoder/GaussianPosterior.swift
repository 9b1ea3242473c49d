public import Tensors

/// What an encoder says about samples: a diagonal Gaussian over the latents for each.
public struct GaussianPosterior: Sendable, Equatable {
  /// The means, `[samples, latents]`.
  public let mean: Tensor
  /// The natural logarithms of the variances, `[samples, latents]`.
  public let logVariance: Tensor

  /// Creates posteriors.
  public init(mean: Tensor, logVariance: Tensor) {
    precondition(
      mean.shape == logVariance.shape && mean.shape.count == 2,
      "GaussianPosterior: \(mean.shape) and \(logVariance.shape)")
    self.mean = mean
    self.logVariance = logVariance
  }
}
