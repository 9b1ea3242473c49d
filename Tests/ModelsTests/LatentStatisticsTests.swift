import Models
import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Latent statistics")
struct LatentStatisticsTests {
  /// Posteriors whose means are normal with a known spread: everything has a closed form.
  private func posterior(samples: Int, seed: UInt64) -> GaussianPosterior {
    var random = CounterRandom(seed: seed, stream: .exploration)
    var means: [Float] = []
    for _ in 0..<samples {
      means += [Float(0.5 + 0.8 * random.nextGaussian()), 0]
    }
    let logVariances = (0..<samples).flatMap { _ in [logf(0.09), Float(0)] }
    return GaussianPosterior(
      mean: Tensor(shape: [samples, 2], elements: means),
      logVariance: Tensor(shape: [samples, 2], elements: logVariances))
  }

  @Test("mean, spread and divergence agree with their closed forms")
  func closedForms() {
    let statistics = LatentStatistics(
      measuring: posterior(samples: 20_000, seed: 5), codeCount: 2000)
    #expect(abs(statistics.mean[0] - 0.5) < 0.02)
    #expect(abs(statistics.deviation[0] - 0.8) < 0.02)
    #expect(abs(statistics.posteriorVariance[0] - 0.09) < 1e-5)
    // E[mu^2] = 0.25 + 0.64, s^2 = 0.09.
    let expected = (0.25 + 0.64 + 0.09 - 1 - log(0.09)) / 2
    #expect(abs(Double(statistics.divergence[0]) - expected) < 0.02)
    #expect(statistics.divergence[1] == 0)
    #expect(statistics.order == [0, 1])
    #expect(statistics.codes.shape == [2000, 2])
  }

  @Test("the histogram is the aggregate posterior: a normal of both variances")
  func histogram() {
    let statistics = LatentStatistics(
      measuring: posterior(samples: 20_000, seed: 6), codeCount: 10)
    let deviation = (0.64 + 0.09).squareRoot()
    let width = 8.0 / Double(LatentStatistics.histogramBinCount)
    for bin in 0..<LatentStatistics.histogramBinCount {
      let lower = -4 + Double(bin) * width
      let share = { (edge: Double) in erf((edge - 0.5) / deviation / 2.0.squareRoot()) / 2 }
      let expected = share(lower + width) - share(lower)
      #expect(abs(Double(statistics.histogram[0, bin]) - expected) < 0.004, "bin \(bin)")
    }
    let total = statistics.histogram.row(1).reduce(0, +)
    #expect(abs(total - 1) < 1e-3)
  }
}
