package import Tensors

/// Codes as a Gaussian along their principal components: its mean, directions and standard deviations.
package struct GaussianComponents: Sendable, Equatable {
  /// The mean of every latent; 0 where it is not finite.
  package let mean: [Double]
  /// The components with their variances.
  package let components: PrincipalComponents

  /// Measures codes.
  ///
  /// - Parameters:
  ///   - codes: Posterior means, `[samples, latents]`, at least one.
  ///   - posteriorVariances: The mean posterior variance of every latent for the Gaussian of codes that are drawn from
  ///     their posteriors; `nil` for that of the means themselves.
  package init(codes: Tensor, posteriorVariances: [Double]? = nil) {
    precondition(codes.rowCount > 0, "GaussianComponents: no codes")
    mean = (0..<codes.rowStride).map { latent in
      let sum = (0..<codes.rowCount).reduce(0) { $0 + Double(codes[$1, latent]) }
      return sum.isFinite ? sum / Double(codes.rowCount) : 0
    }
    components = PrincipalComponents(
      covariance: posteriorVariances.map {
        LatentCovariance(codes: codes, posteriorVariances: $0)
      } ?? LatentCovariance(codes: codes))
  }

  /// The number of latents.
  package var latentCount: Int { mean.count }

  /// The fraction of the variance explained by the leading components; 0 where nothing varies.
  package func explained(_ count: Int) -> Double {
    components.explainedVarianceRatios.prefix(count).reduce(0, +)
  }

  /// A point of the leading components: `mean + sum of deviation_k * score_k * direction_k`.
  ///
  /// - Parameter scores: One standard score per component, from the first on; standard normal ones give a draw.
  /// - Returns: The value of every latent.
  package func point(scores: [Double]) -> [Double] {
    precondition(
      scores.count <= latentCount,
      "GaussianComponents: \(scores.count) scores for \(latentCount) components")
    var point = mean
    for (component, score) in scores.enumerated() {
      let length = score * components.variances[component].squareRoot()
      for latent in point.indices {
        point[latent] += length * components.directions[latent, component]
      }
    }
    return point
  }
}
