package import Tensors

/// What an encoder says about samples: a diagonal Gaussian over the latents for each.
package struct GaussianPosterior: Sendable, Equatable {
  /// The means, `[samples, latents]`.
  package let mean: Tensor
  /// The natural logarithms of the variances, `[samples, latents]`.
  package let logVariance: Tensor

  /// Creates posteriors.
  package init(mean: Tensor, logVariance: Tensor) {
    precondition(
      mean.shape == logVariance.shape && mean.shape.count == 2,
      "GaussianPosterior: \(mean.shape) and \(logVariance.shape)")
    self.mean = mean
    self.logVariance = logVariance
  }
}
