import Models

/// The statistics of one latent over the evaluated samples.
package struct LatentDiagnosis: Codable, Sendable, Equatable {
  /// The index in the model.
  package var index: Int
  /// The mean divergence of its posterior from its prior, in nats; `nil` for a latent without a prior.
  package var divergence: Double?
  /// The mean of the codes, in standard deviations of the prior where there is one.
  package var mean: Double
  /// The standard deviation of the codes.
  package var deviation: Double
  /// The mean posterior variance.
  package var posteriorVariance: Double
  /// The Kolmogorov-Smirnov distance of the aggregate posterior from the aggregate prior, 0 to 1; `nil` for a
  /// latent without a prior.
  package var kolmogorovSmirnov: Double?
  /// The range of the histograms: 4 standard deviations of the prior to either side, or without one the range
  /// of the codes.
  package var range: ClosedRange<Double>
  /// The share of the aggregate posterior in every bin of ``range``.
  package var histogram: [Double]
  /// The share of the prior in the same bins: of N(0, 1), or of N(u, width^2) for a latent tied to a factor
  /// u; empty for a latent without a prior.
  package var priorHistogram: [Double]
  /// Whether it is active by the definition of ``LatentStatistics``.
  package var isActive: Bool
  /// The whole name by what it carries, such as `z1 radius`; by default only ``name``.
  package var title: String

  /// Creates the statistics of a latent.
  package init(
    index: Int, divergence: Double?, mean: Double, deviation: Double, posteriorVariance: Double,
    kolmogorovSmirnov: Double?, range: ClosedRange<Double>, histogram: [Double],
    priorHistogram: [Double], isActive: Bool
  ) {
    self.index = index
    self.divergence = divergence
    self.mean = mean
    self.deviation = deviation
    self.posteriorVariance = posteriorVariance
    self.kolmogorovSmirnov = kolmogorovSmirnov
    self.range = range
    self.histogram = histogram
    self.priorHistogram = priorHistogram
    self.isActive = isActive
    title = "z\(index)"
  }

  /// The name: `z` and the index.
  package var name: String { "z\(index)" }
  /// The variance of the posterior means.
  package var meanVariance: Double { deviation * deviation }
}
