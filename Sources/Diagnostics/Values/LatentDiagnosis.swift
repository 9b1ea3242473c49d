import Models

/// What one latent does over the measured samples.
package struct LatentDiagnosis: Codable, Sendable, Equatable {
  /// The index in the model.
  package var index: Int
  /// The mean divergence of its posterior from its prior, in nat.
  package var divergence: Double
  /// The mean of the posterior means, in deviations of the prior.
  package var mean: Double
  /// The deviation of the posterior means.
  package var deviation: Double
  /// The mean posterior variance.
  package var posteriorVariance: Double
  /// The Kolmogorov-Smirnov distance of the aggregate posterior from the aggregate prior, 0 to 1.
  package var kolmogorovSmirnov: Double
  /// The share of the aggregate posterior in every bin of ``histogramRange``.
  package var histogram: [Double]
  /// The share of the prior in the same bins: of N(0, 1), or of N(u, width^2) for a latent that training tied to a
  /// factor u.
  package var priorHistogram: [Double]

  /// The range that a histogram covers, in deviations of the prior.
  package static let histogramRange: ClosedRange<Double> = -4...4

  /// Creates the figures of a latent.
  package init(
    index: Int, divergence: Double, mean: Double, deviation: Double, posteriorVariance: Double,
    kolmogorovSmirnov: Double, histogram: [Double], priorHistogram: [Double]
  ) {
    self.index = index
    self.divergence = divergence
    self.mean = mean
    self.deviation = deviation
    self.posteriorVariance = posteriorVariance
    self.kolmogorovSmirnov = kolmogorovSmirnov
    self.histogram = histogram
    self.priorHistogram = priorHistogram
  }

  /// The name: `z` and the index.
  package var name: String { "z\(index)" }
  /// Whether it carries information about its samples, by the definition of ``LatentStatistics``.
  package var isActive: Bool { LatentStatistics.isActive(divergence: divergence) }
  /// The variance of the posterior means.
  package var meanVariance: Double { deviation * deviation }
}
