import Models
import Platform
import TestSupport
import Tensors
import Testing

@Suite("Latent statistics")
struct LatentStatisticsTests {
  /// Posteriors whose means are normal with a known spread: everything has a closed form.
  private func posterior(samples: Int, seed: UInt64) -> LatentCodes {
    var random = CounterRandom(seed: seed, stream: .exploration)
    var means: [Float] = []
    for _ in 0..<samples {
      means += [Float(0.5 + 0.8 * random.nextGaussian()), 0]
    }
    let logVariances = (0..<samples).flatMap { _ in [logf(0.09), Float(0)] }
    return LatentCodes(
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
    #expect(abs(Double((statistics.divergence ?? [])[0]) - expected) < 0.02)
    #expect((statistics.divergence ?? [])[1] == 0)
    #expect(statistics.order == [0, 1])
    #expect(statistics.codes.shape == [2000, 2])
  }

  @Test("the histogram is the aggregate posterior, normal with both variances")
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
  /// Two factors of ranges far from one another; latents 0 and 2 follow them, latent 1 neither, latent 3 is constant.
  private func followers(seed: Int) -> (posterior: LatentCodes, factors: KnownFactors) {
    var random = CounterRandom(testCase: seed)
    let rows = (0..<400).map { _ in
      let (flux, shear) = (1e5 * random.nextUniform(), random.nextUniform() - 0.5)
      let noise = random.gaussians(3)
      let means = [2 * shear + 0.1 * noise[0], noise[1], 1 - flux / 5e4 + 0.2 * noise[2], 0.25]
      return (means: means.map(Float.init), factors: [Float(flux), Float(shear)])
    }
    return (
      LatentCodes(
        mean: Tensor(shape: [400, 4], elements: rows.flatMap(\.means)),
        logVariance: Tensor(repeating: -2, shape: [400, 4])),
      KnownFactors(
        names: ["flux", "shear"],
        values: Tensor(shape: [400, 2], elements: rows.flatMap(\.factors)))
    )
  }

  @Test(
    "without an objective a latent is aligned with the factor of largest correlation",
    arguments: 0..<3)
  func foundAlignments(seed: Int) throws {
    let (posterior, factors) = followers(seed: seed)
    let statistics = LatentStatistics(measuring: posterior, codeCount: 10, factors: factors)
    #expect(statistics.correlations.shape == [4, 2])
    #expect(statistics.alignments.map { $0?.factor } == [1, nil, 0, nil])
    #expect(statistics.correlations.row(3) == [0, 0], "a constant follows nothing")
    let shear = try #require(statistics.alignments[0])
    #expect(abs(shear.correlation - Double(statistics.correlations[0, 1])) < 1e-6)
    // Of z = a u + noise, corr = a s_u / s_z and the slope of u on z is corr s_u / s_z.
    let correlation = (4 / 12.0 / (4 / 12.0 + 0.01)).squareRoot()
    #expect(abs(shear.correlation - correlation) < 0.01)
    #expect(abs(shear.slope - correlation * correlation / 2) < 0.02)
    #expect(abs(shear.factorValue(at: shear.latentValue(at: 0.3)) - 0.3) < 1e-12)
    let flux = try #require(statistics.alignments[2])
    #expect(flux.correlation < -0.9 && flux.slope < 0)
    #expect(abs(flux.factorValue(at: 0) - 5e4) < 2e3)
  }

  @Test("an objective decides the alignment of a tied latent, whatever the correlation")
  func tiedAlignments() {
    let (posterior, factors) = followers(seed: 9)
    let auxiliary = AuxiliaryObjective(
      form: .robust,
      factors: [
        AuxiliaryFactor(name: "shear", lower: -0.5, upper: 0.5),
        AuxiliaryFactor(name: "flux", lower: 0, upper: 1e5),
      ], priorWidth: 0.5, alignmentWeight: 1, independenceWeight: 1)
    let statistics = LatentStatistics(
      measuring: posterior, codeCount: 10, factors: factors, auxiliary: auxiliary)
    #expect(statistics.alignments.map { $0?.factor } == [1, 0, 0, nil])
    let plain = LatentStatistics(measuring: posterior, codeCount: 10, factors: factors)
    #expect(statistics.correlations == plain.correlations)
    #expect((statistics.divergence ?? [])[2] == (plain.divergence ?? [])[2], "no prior of its own")
    // Against N(u, 0.25) by hand.
    let expected = (0..<400).reduce(0.0) { sum, row in
      let offset = Double(posterior.mean[row, 0]) - Double(factors.values[row, 1]) - 0.5
      let variance = exp(-2.0) * 4
      return sum + (offset * offset * 4 + variance - 1 - log(variance)) / 800
    }
    #expect(abs(Double((statistics.divergence ?? [])[0]) - expected) < 1e-5 * expected)
  }

  @Test("every latent that follows a factor is aligned with it")
  func rivals() {
    let values = (0..<100).map { Float($0) }
    let means = values.flatMap { [$0, $0 + ($0.remainder(dividingBy: 7)), -$0] }
    let factors = KnownFactors(
      names: ["ramp"], values: Tensor(shape: [100, 1], elements: values))
    let posterior = { (columns: [Int]) in
      let elements = (0..<100).flatMap { row in columns.map { means[3 * row + $0] } }
      let shape = [100, columns.count]
      return LatentCodes(
        mean: Tensor(shape: shape, elements: elements),
        logVariance: Tensor(repeating: 0, shape: shape))
    }
    let alignments = { (columns: [Int]) in
      LatentStatistics(measuring: posterior(columns), codeCount: 1, factors: factors)
        .alignments.map { $0?.factor }
    }
    #expect(alignments([0, 1]) == [0, 0])
    #expect(alignments([0, 2]) == [0, 0])
  }
}
