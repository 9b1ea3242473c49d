/// How far latents are from uncorrelated, in units of their variance: the Wasserstein correlation
/// (Locatello and others, 2019).
///
/// It is the squared 2-Wasserstein distance between a Gaussian with the latents' covariance and the
/// one that has only its diagonal. W = 2 tr C - 2 tr sqrt(D C), D the diagonal of C. D C has the
/// eigenvalues of the symmetric sqrt(D) C sqrt(D), whose square roots are summed.
package struct WassersteinCorrelation: Sendable, Equatable, Codable {
  /// The distance, never negative.
  package let value: Double
  /// The distance as a share of the total variance; 0 where nothing varies.
  package let normalized: Double

  /// Measures a covariance.
  package init(_ covariance: LatentCovariance) {
    let variances = covariance.variances
    let deviations = variances.map { $0.squareRoot() }
    var product = covariance.matrix
    for row in deviations.indices {
      for column in deviations.indices {
        product[row, column] *= deviations[row] * deviations[column]
      }
    }
    let rootTrace = SymmetricEigendecomposition(product).values.reduce(0) {
      $0 + max($1, 0).squareRoot()
    }
    let total = variances.reduce(0, +)
    value = max(2 * (total - rootTrace), 0)
    normalized = total > 0 ? value / total : 0
  }
}
