import Analysis
import Diagnostics
import Models
import Tensors
import TestSupport
import Testing

/// Latent points from every draw.
@Suite struct LatentSamplerTests {
  /// Three active latents of five, two of them correlated.
  private static let statistics: LatentStatistics = {
    var random = CounterRandom(testCase: 8)
    let codes = (0..<4000).flatMap { _ -> [Float] in
      let g = random.gaussians(3).map { Float($0) }
      return [0.8 * g[0] + 0.5, 0.01, 0.6 * g[0] + 0.5 * g[1], -0.02, 0.3 * g[2] - 1]
    }
    return LatentStatistics(
      mean: [0.5, 0.01, 0, -0.02, -1], deviation: [0.8, 0, 0.78, 0, 0.3],
      posteriorVariance: [0.2, 1, 0.3, 1, 0.9], divergence: [2, 0, 3, 0.01, 0.5],
      histogram: Tensor(repeating: 0, shape: [5, LatentStatistics.histogramBinCount]),
      codes: Tensor(shape: [4000, 5], elements: codes))
  }()

  private func moments(_ points: Tensor, _ latent: Int) -> (mean: Double, deviation: Double) {
    let values = (0..<points.rowCount).map { Double(points[$0, latent]) }
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, square.squareRoot())
  }

  @Test func drawsHaveTheDeviationsOfTheirPlace() {
    let sampler = LatentSampler(
      Self.statistics, latentCount: Self.statistics.mean.count,
      family: TiedLatents(count: 1, width: 0.1))
    let count = 8000
    let prior = sampler.points(.prior, count: count, seed: 3)
    // A tied latent is even over 0...1, widened by its prior: variance 1/12 + 0.01.
    #expect(abs(moments(prior, 0).mean - 0.5) < 0.02)
    #expect(abs(moments(prior, 0).deviation - (1.0 / 12 + 0.01).squareRoot()) < 0.02)
    #expect(abs(moments(prior, 2).deviation - 1) < 0.03)

    let posterior = sampler.points(.posterior, count: count, seed: 3)
    #expect(abs(moments(posterior, 0).deviation - (0.64 + 0.2).squareRoot()) < 0.03)
    #expect(abs(moments(posterior, 1).deviation - 1) < 0.03)

    let significant = sampler.points(.significant, count: count, seed: 3)
    #expect(abs(moments(significant, 2).deviation - 0.78) < 0.03)
    #expect(moments(significant, 1) == (moments(significant, 1).mean, 0))
    #expect(significant[7, 3] == -0.02)
  }

  /// The covariance of draws along all components is that of the codes, or of sampled ones; along the first
  /// it has one eigenvalue.
  @Test(arguments: LatentSampler.Codes.allCases)
  func componentsHaveTheCovarianceOfTheCodes(codes: LatentSampler.Codes) throws {
    let all = LatentSampler(
      Self.statistics, latentCount: Self.statistics.mean.count, codes: codes, componentCount: 99)
    #expect(all.componentCount == 5)
    let drawn = LatentCovariance(codes: all.points(.components, count: 20_000, seed: 1)).matrix
    let posterior = Self.statistics.posteriorVariance.map { Double($0) }
    let expected =
      codes == .means
      ? LatentCovariance(codes: Self.statistics.codes).matrix
      : LatentCovariance(codes: Self.statistics.codes, posteriorVariances: posterior).matrix
    for index in expected.elements.indices {
      #expect(abs(drawn.elements[index] - expected.elements[index]) < 0.05, "element \(index)")
    }
    let first = LatentSampler(
      Self.statistics, latentCount: Self.statistics.mean.count, codes: codes, componentCount: 1)
    let along = PrincipalComponents(codes: first.points(.components, count: 5000, seed: 1))
    let variances = try #require(all.components()?.components.variances)
    #expect(abs(along.variances[0] / variances[0] - 1) < 0.1)
    #expect(along.variances[1] < 1e-6)
  }

  @Test func aWalkGoesOverEveryActiveLatent() {
    let sampler = LatentSampler(
      Self.statistics, latentCount: Self.statistics.mean.count)
    #expect(sampler.active == [2, 0, 4])
    let walk = sampler.points(.walk, count: 1, steps: 5, seed: 1)
    #expect(walk.rowCount == 15)
    #expect((0..<5).map { walk[$0, 2] } == [-2.34, -1.17, 0, 1.17, 2.34])
    #expect(walk[2, 0] == 0.5 && walk[0, 4] == -1 && walk[5, 0] == 0.5 - 3 * 0.8)
    let wide = LatentSampler(
      Self.statistics, latentCount: Self.statistics.mean.count, codes: .sampled)
    #expect(abs(wide.deviation(of: 0) - Float(0.84).squareRoot()) < 1e-6)
    #expect(sampler.points(.origin, count: 9, seed: 1).elements == [0, 0, 0, 0, 0])
  }

  @Test func moreDrawsBeginWithTheSameOnes() {
    let sampler = LatentSampler(
      Self.statistics, latentCount: Self.statistics.mean.count)
    for draw in LatentDraw.allCases where draw.isRandom {
      let few = sampler.points(draw, count: 3, seed: 11)
      let many = sampler.points(draw, count: 10, seed: 11)
      #expect(few.elements == Array(many.elements.prefix(15)), "\(draw)")
      #expect(sampler.points(draw, count: 3, seed: 12) != few, "\(draw)")
    }
    let prior = sampler.points(.prior, count: 3, seed: 11)
    #expect(sampler.points(.posterior, count: 3, seed: 11) != prior)
  }

  @Test func whatCannotBeDrawnHasAReason() {
    var idle = Self.statistics
    idle.divergence = [0, 0, 0, 0, 0]
    idle.codes = Tensor(shape: [0, 5], elements: [])
    let sampler = LatentSampler(idle, latentCount: idle.mean.count)
    #expect(sampler.problem(.significant) == "no latent is active")
    #expect(sampler.problem(.components) == "the model has no codes")
    #expect(sampler.problem(.prior) == nil && sampler.problem(.origin) == nil)
    #expect(sampler.points(.components, count: 4, seed: 1).rowCount == 0)
    #expect(sampler.points(.walk, count: 4, seed: 1).rowCount == 0)
    var random = CounterRandom(testCase: 1)
    #expect(sampler.point(.posterior, using: &random) == [0, 0, 0, 0, 0])
  }
}
