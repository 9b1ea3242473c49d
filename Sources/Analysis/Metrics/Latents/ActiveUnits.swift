package import Tensors

/// Which latents a model uses: those whose posterior mean varies over the samples by more than a
/// threshold (Burda, Grosse, Salakhutdinov 2016).
package struct ActiveUnits: Sendable, Equatable, Codable {
  /// The population variance of every latent's posterior mean.
  package let variances: [Double]
  /// Which latents vary by more than the threshold.
  package let isActive: [Bool]

  /// The threshold of the authors.
  package static let defaultThreshold = 0.01

  /// Measures posterior means, `[samples, latents]`.
  package init(codes: Tensor, threshold: Double = defaultThreshold) {
    variances = SampleColumn.all(of: codes).map(\.variance)
    isActive = variances.map { $0 > threshold }
  }

  /// The number of active latents.
  package var count: Int { isActive.count { $0 } }
}
