package import Tensors

/// Statistics of the latents of a trained model over its data, one entry per latent.
package struct LatentStatistics: Sendable, Equatable {
  /// The mean of the codes, `[latents]`.
  package var mean: [Float]
  /// The standard deviation of the codes, `[latents]`.
  package var deviation: [Float]
  /// The mean posterior variance, `[latents]`; zeros for point codes.
  package var posteriorVariance: [Float]
  /// The mean divergence from the prior in nats, `[latents]`; `nil` for a model without a prior.
  ///
  /// Where latents are tied to factors, the prior is that of the objective.
  package var divergence: [Float]?
  /// The range of every latent's histogram: ``priorRange``, or where there is no prior the range of the
  /// codes.
  package var ranges: [ClosedRange<Float>]
  /// The share of the aggregate posterior in every bin, `[latents, bins]`.
  package var histogram: Tensor
  /// Codes of many samples, `[codes, latents]`, which show where in latent space there are data.
  package var codes: Tensor
  /// Pearson's correlation of codes and known factors over held-out samples, `[latents, factors]`; no columns
  /// where the factors are unknown.
  package var correlations: Tensor
  /// The factor that each latent is aligned with, `[latents]`; `nil` for none.
  package var alignments: [LatentAlignment?]

  /// The range that the histograms cover where there is a prior, in units of its standard deviation.
  package static let priorRange: ClosedRange<Float> = -4...4
  /// The number of bins of a histogram.
  package static let histogramBinCount = 64
  /// A latent is active when its mean divergence from the prior is at least this many nats, everywhere in the program.
  package static let activeDivergence: Float = 0.05
  /// Without a prior a latent is active when the deviation of its codes is at least this share of the largest
  /// one.
  package static let activeShare: Float = 0.01

  /// Whether a latent with this mean divergence is active; NaN counts as active.
  package static func isActive(divergence: some BinaryFloatingPoint) -> Bool {
    !(Float(divergence) < activeDivergence)
  }

  /// Whether a latent without a prior is active.
  ///
  /// - Parameters:
  ///   - deviation: The standard deviation of its codes.
  ///   - largest: The largest deviation of any latent.
  /// - Returns: Whether it is active.
  package static func isActive(
    deviation: some BinaryFloatingPoint, largest: some BinaryFloatingPoint
  ) -> Bool {
    !(Float(deviation) < activeShare * Float(largest)) && !(Float(deviation) <= 0)
  }

  /// Creates statistics from parts that must agree on the number of latents; without correlations and
  /// alignments the factors are unknown, without ranges all are those of the prior.
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

  /// Whether a latent is active: by its divergence, or without a prior by the spread of its codes.
  package func isActive(_ latent: Int) -> Bool {
    divergence.map { Self.isActive(divergence: $0[latent]) }
      ?? Self.isActive(
        deviation: deviation[latent], largest: deviation.filter(\.isFinite).max() ?? 0)
  }

  /// The active latents, in ascending order.
  package var active: [Int] { mean.indices.filter(isActive) }

  /// The information of each latent: its divergence, or without a prior the variance of its codes.
  package var weights: [Float] { divergence ?? deviation.map { $0 * $0 } }

  /// The latents from the most to the least informative.
  package var order: [Int] {
    let weights = weights
    return mean.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
  }
}
