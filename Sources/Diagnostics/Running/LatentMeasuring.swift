import Analysis
import Datasets
import Models
import Tensors

/// Computes the statistics of single latents over all samples.
struct LatentMeasuring: Sendable {
  private let codes: LatentCodes
  private let family: any LatentFamily
  private let checkpoint: DescribedModel
  private let factors: FactorColumns
  private let drawn: Tensor

  init(
    _ encoded: EncodedSamples, drawn: Tensor, by checkpoint: DescribedModel, data: DataDescription
  ) {
    codes = encoded.posterior
    family = checkpoint.model.latents
    factors = FactorColumns(data, encoded.factors)
    self.checkpoint = checkpoint
    self.drawn = drawn
  }

  /// All latents, computed in parallel.
  ///
  /// - Returns: `nil` when cancelled.
  func latents(_ team: WorkerTeam, isCancelled: @Sendable () -> Bool) -> [LatentDiagnosis]? {
    let results = team.results(codes.mean.rowStride) { latent -> LatentDiagnosis? in
      isCancelled() ? nil : diagnosis(of: latent)
    }
    var latents = results.compactMap(\.self)
    guard latents.count == results.count else { return nil }
    let largest = latents.map(\.deviation).max() ?? 0
    for index in latents.indices where latents[index].divergence == nil {
      latents[index].isActive = LatentStatistics.isActive(
        deviation: latents[index].deviation, largest: largest)
    }
    return latents
  }

  private func diagnosis(of latent: Int) -> LatentDiagnosis {
    let own = codes.latent(latent)
    let statistics = LatentStatistics(measuring: own, codeCount: 0, latents: family)
    let centers = centers(of: latent)
    let prior = family.prior(of: latent, centers: centers)
    let draws = (0..<drawn.rowCount).map { Double(drawn[$0, latent]) }
    let divergence = family.meanDivergence(of: latent, codes: codes, centers: centers)
    let range = statistics.ranges[0]
    return LatentDiagnosis(
      index: latent, divergence: divergence, mean: Double(statistics.mean[0]),
      deviation: ActiveUnits(codes: own.mean).variances[0].squareRoot(),
      posteriorVariance: Double(statistics.posteriorVariance[0]),
      kolmogorovSmirnov: prior?.distance(of: draws),
      range: Double(range.lowerBound)...Double(range.upperBound),
      histogram: statistics.histogram.elements.map(Double.init),
      priorHistogram: prior.map(Self.histogram) ?? [],
      isActive: divergence.map { LatentStatistics.isActive(divergence: $0) } ?? true)
  }

  /// The scaled factors that a latent is tied to, where they are known.
  private func centers(of latent: Int) -> [Double]? {
    guard let auxiliary = checkpoint.facts.objective?.auxiliary,
      latent < auxiliary.factors.count
    else { return nil }
    let factor = auxiliary.factors[latent]
    return factors.column(named: factor.name)?.map(factor.scaled)
  }

  private static func histogram(of prior: any MarginalPrior) -> [Double] {
    let (range, bins) = (LatentStatistics.priorRange, LatentStatistics.histogramBinCount)
    let width = Double(range.upperBound - range.lowerBound) / Double(bins)
    let below = (0...bins).map {
      prior.share(below: Double(range.lowerBound) + Double($0) * width)
    }
    return zip(below, below.dropFirst()).map { $1 - $0 }
  }
}
