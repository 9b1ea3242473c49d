package import Tensors

/// A few test samples stored in a checkpoint, which makes the file self-contained.
package struct Gallery: Sendable, Equatable {
  /// The samples in the unit of the data, `[samples, height, width, channels]`.
  package var samples: Tensor
  /// The known factors of every sample, `[samples, factors]`.
  package var factors: Tensor
  /// The posterior means, `[samples, latents]`.
  package var means: Tensor
  /// The posterior log variances, `[samples, latents]`; `nil` for point codes.
  package var logVariances: Tensor?

  /// Creates a gallery; all parts have one row per sample.
  package init(samples: Tensor, factors: Tensor, means: Tensor, logVariances: Tensor?) {
    precondition(
      factors.rowCount == samples.rowCount && means.rowCount == samples.rowCount
        && (logVariances?.shape ?? means.shape) == means.shape,
      "Gallery: \(samples.shape), \(factors.shape), \(means.shape), \(logVariances?.shape ?? [])")
    self.samples = samples
    self.factors = factors
    self.means = means
    self.logVariances = logVariances
  }

  /// The number of samples.
  package var count: Int { samples.rowCount }
}
