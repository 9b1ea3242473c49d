package import Tensors

/// What the latents of a trained model do over its data, one entry per latent dimension.
package struct LatentStatistics: Sendable, Equatable {
  /// The mean of the posterior means, `[latents]`.
  package var mean: [Float]
  /// The standard deviation of the posterior means, `[latents]`.
  package var deviation: [Float]
  /// The mean posterior variance, `[latents]`.
  package var posteriorVariance: [Float]
  /// The mean divergence from the prior in nat, `[latents]`; the prior is the objective's, where latents are tied to
  /// factors.
  package var divergence: [Float]
  /// The share of the aggregate posterior in every bin of ``histogramRange``, `[latents, bins]`.
  package var histogram: Tensor
  /// Posterior means of many samples, `[codes, latents]`: the cloud that tells data from empty space.
  package var codes: Tensor
  /// Pearson's correlation of posterior means and known factors over held-out samples, `[latents, factors]`; of no
  /// columns where the factors are not known.
  package var correlations: Tensor
  /// The factor that each latent is aligned with, `nil` for those without one, `[latents]`.
  package var alignments: [LatentAlignment?]

  /// The range that the histograms cover, in units of the prior's standard deviation.
  package static let histogramRange: ClosedRange<Float> = -4...4
  /// The number of bins of a histogram.
  package static let histogramBinCount = 64
  /// A latent is active when its mean divergence from the prior is at least so many nat; everywhere in the program.
  package static let activeDivergence: Float = 0.05

  /// Whether a latent of a mean divergence is active; one that is not known is not inactive.
  package static func isActive(divergence: some BinaryFloatingPoint) -> Bool {
    !(Float(divergence) < activeDivergence)
  }

  /// Creates statistics from their parts, all of which must agree on the number of latents; without correlations and
  /// alignments nothing is known of factors.
  package init(
    mean: [Float], deviation: [Float], posteriorVariance: [Float], divergence: [Float],
    histogram: Tensor, codes: Tensor, correlations: Tensor? = nil,
    alignments: [LatentAlignment?]? = nil
  ) {
    let count = mean.count
    let correlations = correlations ?? Tensor(shape: [count, 0], elements: [])
    let alignments = alignments ?? Array(repeating: nil, count: count)
    precondition(
      deviation.count == count && posteriorVariance.count == count && divergence.count == count
        && histogram.shape == [count, Self.histogramBinCount] && codes.shape.count == 2
        && codes.shape[1] == count && correlations.shape.count == 2
        && correlations.shape[0] == count && alignments.count == count,
      "LatentStatistics: parts disagree with \(count) latents")
    self.mean = mean
    self.deviation = deviation
    self.posteriorVariance = posteriorVariance
    self.divergence = divergence
    self.histogram = histogram
    self.codes = codes
    self.correlations = correlations
    self.alignments = alignments
  }

  /// The latents that carry information, in ascending order.
  package var active: [Int] {
    divergence.indices.filter { Self.isActive(divergence: divergence[$0]) }
  }

  /// The latents from the most to the least informative.
  package var order: [Int] {
    mean.indices.sorted { (divergence[$0], $1) > (divergence[$1], $0) }
  }
}
