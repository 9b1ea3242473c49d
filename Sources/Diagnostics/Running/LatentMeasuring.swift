import Analysis
import Datasets
import Models
import Tensors

/// Measures what single latents do over all samples.
struct LatentMeasuring: Sendable {
  private let posterior: GaussianPosterior
  private let checkpoint: DescribedModel
  private let factors: FactorColumns
  private let drawn: Tensor

  init(
    _ encoded: EncodedSamples, by checkpoint: DescribedModel, data: DataDescription, seed: UInt64
  ) {
    posterior = encoded.posterior
    factors = FactorColumns(data, encoded.factors)
    self.checkpoint = checkpoint
    drawn = encoded.posterior.drawn(seed: seed)
  }

  /// All latents, side by side.
  ///
  /// - Returns: `nil` when cancelled.
  func latents(_ team: WorkerTeam, isCancelled: @Sendable () -> Bool) -> [LatentDiagnosis]? {
    let results = team.results(posterior.mean.rowStride) { latent -> LatentDiagnosis? in
      isCancelled() ? nil : diagnosis(of: latent)
    }
    let latents = results.compactMap(\.self)
    return latents.count == results.count ? latents : nil
  }

  private func diagnosis(of latent: Int) -> LatentDiagnosis {
    let count = posterior.mean.rowCount
    func column(_ tensor: Tensor) -> Tensor {
      let latents = tensor.rowStride
      return Tensor(
        shape: [count, 1], elements: (0..<count).map { tensor.elements[$0 * latents + latent] })
    }
    let own = GaussianPosterior(
      mean: column(posterior.mean), logVariance: column(posterior.logVariance))
    let statistics = LatentStatistics(measuring: own, codeCount: 0)
    let prior = PriorOfLatent(of: latent, in: checkpoint, factors: factors)
    let divergence = (0..<count).reduce(0.0) { sum, sample in
      sum
        + prior.divergence(
          mean: Double(own.mean.elements[sample]),
          logVariance: Double(own.logVariance.elements[sample]), sample: sample)
    }
    let activity = ActiveUnits(codes: own.mean)
    return LatentDiagnosis(
      index: latent, divergence: divergence / Double(count), mean: Double(statistics.mean[0]),
      deviation: activity.variances[0].squareRoot(),
      posteriorVariance: Double(statistics.posteriorVariance[0]),
      kolmogorovSmirnov: prior.distance(of: column(drawn).elements.map(Double.init)),
      histogram: statistics.histogram.elements.map(Double.init),
      priorHistogram: Self.histogram(of: prior))
  }

  private static func histogram(of prior: PriorOfLatent) -> [Double] {
    let (range, bins) = (LatentDiagnosis.histogramRange, LatentStatistics.histogramBinCount)
    let width = (range.upperBound - range.lowerBound) / Double(bins)
    let below = (0...bins).map { prior.share(below: range.lowerBound + Double($0) * width) }
    return zip(below, below.dropFirst()).map { $1 - $0 }
  }
}
