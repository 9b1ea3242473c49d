package import Tensors

/// What the latents of a trained model do over its data, one entry per latent dimension.
package struct LatentStatistics: Sendable, Equatable {
  /// The mean of the codes, `[latents]`.
  package var mean: [Float]
  /// The standard deviation of the codes, `[latents]`.
  package var deviation: [Float]
  /// The mean posterior variance, `[latents]`; zeros of codes that are points.
  package var posteriorVariance: [Float]
  /// The mean divergence from the prior in nat, `[latents]`; `nil` of a model without a prior.
  ///
  /// The prior is the objective's, where latents are tied to factors.
  package var divergence: [Float]?
  /// What the histogram of every latent covers: ``priorRange``, or where there is no prior the range of the codes.
  package var ranges: [ClosedRange<Float>]
  /// The share of the aggregate posterior in every bin of ``ranges``, `[latents, bins]`.
  package var histogram: Tensor
  /// Codes of many samples, `[codes, latents]`: the cloud that tells data from empty space.
  package var codes: Tensor
  /// Pearson's correlation of codes and known factors over held-out samples, `[latents, factors]`; of no
  /// columns where the factors are not known.
  package var correlations: Tensor
  /// The factor that each latent is aligned with, `nil` for those without one, `[latents]`.
  package var alignments: [LatentAlignment?]

  /// The range that the histograms cover where there is a prior, in units of its standard deviation.
  package static let priorRange: ClosedRange<Float> = -4...4
  /// The number of bins of a histogram.
  package static let histogramBinCount = 64
  /// A latent is active when its mean divergence from the prior is at least so many nat; everywhere in the program.
  package static let activeDivergence: Float = 0.05
  /// Without a prior a latent is active when its codes deviate by at least this share of the widest latent's deviation.
  package static let activeShare: Float = 0.01

  /// Whether a latent of a mean divergence is active; one that is not known is not inactive.
  package static func isActive(divergence: some BinaryFloatingPoint) -> Bool {
    !(Float(divergence) < activeDivergence)
  }

  /// Whether a latent without a prior is active.
  ///
  /// - Parameters:
  ///   - deviation: The deviation of its codes.
  ///   - largest: That of the widest latent.
  /// - Returns: Whether it is.
  package static func isActive(
    deviation: some BinaryFloatingPoint, largest: some BinaryFloatingPoint
  ) -> Bool {
    !(Float(deviation) < activeShare * Float(largest)) && !(Float(deviation) <= 0)
  }

  /// Creates statistics from their parts, all of which must agree on the number of latents; without correlations and
  /// alignments nothing is known of factors, without ranges all are those of the prior.
  package init(
    mean: [Float], deviation: [Float], posteriorVariance: [Float], divergence: [Float]?,
    ranges: [ClosedRange<Float>]? = nil, histogram: Tensor, codes: Tensor,
    correlations: Tensor? = nil, alignments: [LatentAlignment?]? = nil
  ) {
    let count = mean.count
    let correlations = correlations ?? Tensor(shape: [count, 0], elements: [])
    let alignments = alignments ?? Array(repeating: nil, count: count)
    let ranges = ranges ?? Array(repeating: Self.priorRange, count: count)
    precondition(
      deviation.count == count && posteriorVariance.count == count
        && (divergence?.count ?? count) == count && ranges.count == count
        && histogram.shape == [count, Self.histogramBinCount] && codes.shape.count == 2
        && codes.shape[1] == count && correlations.shape.count == 2
        && correlations.shape[0] == count && alignments.count == count,
      "LatentStatistics: parts disagree with \(count) latents")
    self.mean = mean
    self.deviation = deviation
    self.posteriorVariance = posteriorVariance
    self.divergence = divergence
    self.ranges = ranges
    self.histogram = histogram
    self.codes = codes
    self.correlations = correlations
    self.alignments = alignments
  }

  /// Whether a latent carries information: by its divergence, or without a prior by the spread of its codes.
  package func isActive(_ latent: Int) -> Bool {
    divergence.map { Self.isActive(divergence: $0[latent]) }
      ?? Self.isActive(
        deviation: deviation[latent], largest: deviation.filter(\.isFinite).max() ?? 0)
  }

  /// The latents that carry information, in ascending order.
  package var active: [Int] { mean.indices.filter(isActive) }

  /// How much each latent tells: its divergence, or without a prior the variance of its codes.
  package var weights: [Float] { divergence ?? deviation.map { $0 * $0 } }

  /// The latents from the most to the least informative.
  package var order: [Int] {
    let weights = weights
    return mean.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
  }
}
