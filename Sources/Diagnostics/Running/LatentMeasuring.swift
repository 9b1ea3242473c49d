import Analysis
import Models
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures what single latents do over all samples.
struct LatentMeasuring: Sendable {
  private let posterior: GaussianPosterior
  private let seed: UInt64

  init(_ posterior: GaussianPosterior, seed: UInt64) {
    self.posterior = posterior
    self.seed = seed
  }

  /// The divergence of a Gaussian from the prior, `(mu^2 + s^2 - 1 - ln s^2) / 2`, in nat.
  static func divergence(mean: Double, logVariance: Double) -> Double {
    (mean * mean + exp(logVariance) - 1 - logVariance) / 2
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
    let divergence = zip(own.mean.elements, own.logVariance.elements).reduce(0.0) {
      $0 + Self.divergence(mean: Double($1.0), logVariance: Double($1.1))
    }
    let activity = ActiveUnits(codes: own.mean)
    return LatentDiagnosis(
      index: latent, divergence: divergence / Double(count), mean: Double(statistics.mean[0]),
      deviation: activity.variances[0].squareRoot(),
      posteriorVariance: Double(statistics.posteriorVariance[0]),
      isActive: activity.isActive[0],
      kolmogorovSmirnov: KolmogorovSmirnov.statistic(draws(own, latent)),
      histogram: statistics.histogram.elements.map(Double.init))
  }

  /// One draw from every sample's posterior: together they are draws from the aggregate posterior.
  private func draws(_ own: GaussianPosterior, _ latent: Int) -> [Double] {
    var random = CounterRandom(seed: seed, stream: .latentNoise, step: latent)
    return zip(own.mean.elements, own.logVariance.elements).map { mean, logVariance in
      Double(mean) + exp(Double(logVariance) / 2) * random.nextGaussian()
    }
  }
}
