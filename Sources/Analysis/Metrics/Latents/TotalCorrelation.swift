import Platform

/// The total correlation of latents, in nats, if they were jointly Gaussian: how far they are from
/// independent.
///
/// 0.5 (sum_k ln C_kk - ln det C) for the covariance C, which is -0.5 ln det R for the correlations
/// R of the latents that vary: latents that do not vary are independent of all others and are left out;
/// those that vary are included, however small their variance. Eigenvalues of R below 1e-12 count as 1e-12,
/// so that a latent which depends linearly on others adds about 13.8 nats instead of infinity.
package enum TotalCorrelation {
  private static let smallestEigenvalue = 1e-12

  /// The total correlation, never negative; 0 where at most one latent varies.
  package static func gaussian(_ covariance: LatentCovariance) -> Double {
    let correlations = covariance.correlations
    let varying = (0..<correlations.rowCount).filter { correlations[$0, $0] > 0 }
    let matrix = Matrix(
      rowCount: varying.count, columnCount: varying.count,
      elements: varying.flatMap { row in varying.map { correlations[row, $0] } })
    let sum = SymmetricEigendecomposition(matrix).values.reduce(0) {
      $0 + log(max($1, smallestEigenvalue))
    }
    return max(-0.5 * sum, 0)
  }
}
