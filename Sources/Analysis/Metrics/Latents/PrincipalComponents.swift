package import Tensors

/// The principal components of latents: uncorrelated directions, ordered by the variance they explain.
package struct PrincipalComponents: Sendable, Equatable, Codable {
  /// The variance along every component, the largest first, none negative.
  package let variances: [Double]
  /// The components as columns, orthonormal, `[latents, components]`.
  package let directions: Matrix

  /// Finds the components of a covariance.
  package init(covariance: LatentCovariance) {
    let decomposition = SymmetricEigendecomposition(covariance.matrix)
    variances = decomposition.values.map { max($0, 0) }
    directions = decomposition.vectors
  }

  /// Finds the components of codes, `[samples, latents]`.
  package init(codes: Tensor) { self.init(covariance: LatentCovariance(codes: codes)) }

  /// The share of the variance along every component; zeros where nothing varies.
  package var explainedVarianceRatios: [Double] {
    let total = variances.reduce(0, +)
    return variances.map { total > 0 ? $0 / total : 0 }
  }
}
