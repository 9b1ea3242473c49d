import Analysis
import Platform
package import Tensors

/// The mixture of many samples' posteriors as one Gaussian, and the distance of codes from it.
///
/// Its covariance C is that of the posterior means plus the diagonal of the mean posterior variances. That
/// keeps a latent that the encoder ignores, whose means hardly vary, from dominating: its posterior variance
/// is that of the prior.
package struct AggregatePosterior: Sendable, Equatable {
  private let mean: [Double]
  private let scales: [Double]
  private let directions: [[Double]]

  /// A direction whose variance is below this share of the largest is ignored.
  private static let leastShare = 1e-12

  /// Fits the posteriors of samples.
  ///
  /// - Parameter posterior: The codes of samples; without samples or latents, every distance is 0.
  package init(_ posterior: LatentCodes) {
    let latents = posterior.mean.rowStride
    guard posterior.mean.rowCount > 0, latents > 0 else {
      (mean, scales, directions) = ([], [], [])
      return
    }
    mean = Self.means(posterior.mean.elements.map(Double.init), latents)
    // Beyond any code of a trained model; keeps a diverged one from making the matrix infinite.
    var covariance = LatentCovariance(codes: posterior.mean).matrix
    if let logVariance = posterior.logVariance {
      let variances = Self.means(
        logVariance.elements.map { exp(min(Double($0), 80)) }, latents)
      for latent in 0..<latents { covariance[latent, latent] += variances[latent] }
    }
    let axes = SymmetricEigendecomposition(covariance)
    let least = max(Self.leastShare * (axes.values.first ?? 0), .leastNormalMagnitude)
    let kept = axes.values.indices.filter { axes.values[$0] > least }
    scales = kept.map { 1 / axes.values[$0].squareRoot() }
    directions = kept.map { axes.vectors.column($0) }
  }

  /// The Mahalanobis distance of every code from the mean of the mixture, dimensionless: sqrt((mu - m)^T C^-1
  /// (mu - m)) (Mahalanobis 1936).
  ///
  /// - Parameter codes: Posterior means, `[samples, latents]`.
  /// - Returns: One distance per sample; 0 where the fitted codes do not vary.
  package func distances(of codes: Tensor) -> [Double] {
    (0..<codes.rowCount).map { sample in
      let offset = zip(codes.row(sample), mean).map { Double($0) - $1 }
      let square = zip(directions, scales).reduce(0.0) { sum, axis in
        let projection = zip(axis.0, offset).reduce(0) { $0 + $1.0 * $1.1 } * axis.1
        return sum + projection * projection
      }
      return square.squareRoot()
    }
  }

  private static func means(_ elements: [Double], _ latents: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: latents)
    for (index, element) in elements.enumerated() { sums[index % latents] += element }
    let count = Double(elements.count / latents)
    return sums.map { $0 / count }
  }
}
