import Analysis
public import Models
import Tensors

/// How far every code lies from all of them (Mahalanobis, 1936).
///
/// The distance of a posterior mean from the mean of the aggregate posterior, in units of its covariance C: the square
/// root of (mu - m)^T C^-1 (mu - m). The aggregate posterior is the mixture of all samples' posteriors, so C is the
/// covariance of the posterior means plus the diagonal of the mean posterior variances. That keeps a latent which the
/// encoder ignores, whose means hardly vary, from counting: its posterior variance is that of the prior.
public struct AnomalyScore: Sendable, Equatable {
  /// The distance of every sample's posterior mean, without unit; 0 where the codes do not vary.
  public let distances: [Float]

  /// A direction whose variance is below this share of the largest counts as none.
  private static let leastShare = 1e-12

  /// Measures the posteriors of samples.
  public init(_ posterior: GaussianPosterior) {
    let latents = posterior.mean.rowStride
    let count = posterior.mean.rowCount
    guard count > 0, latents > 0 else {
      distances = Array(repeating: 0, count: count)
      return
    }
    let mean = Self.means(posterior.mean.elements.map(Double.init), latents)
    // Beyond any code of a trained model; a diverged one must not bring infinity into the matrix.
    let variances = Self.means(
      posterior.logVariance.elements.map { exponential(min(Double($0), 80)) }, latents)
    var covariance = LatentCovariance(codes: posterior.mean).matrix
    for latent in 0..<latents { covariance[latent, latent] += variances[latent] }
    let axes = SymmetricEigendecomposition(covariance)
    let least = max(Self.leastShare * (axes.values.first ?? 0), .leastNormalMagnitude)
    let kept = axes.values.indices.filter { axes.values[$0] > least }
    let scales = kept.map { 1 / axes.values[$0].squareRoot() }
    let directions = kept.map { axes.vectors.column($0) }
    distances = (0..<count).map { sample in
      let offset = zip(posterior.mean.row(sample), mean).map { Double($0) - $1 }
      let square = zip(directions, scales).reduce(0.0) { sum, axis in
        let projection = zip(axis.0, offset).reduce(0) { $0 + $1.0 * $1.1 } * axis.1
        return sum + projection * projection
      }
      return Float(square.squareRoot())
    }
  }

  private static func means(_ elements: [Double], _ latents: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: latents)
    for (index, element) in elements.enumerated() { sums[index % latents] += element }
    let count = Double(elements.count / latents)
    return sums.map { $0 / count }
  }
}
