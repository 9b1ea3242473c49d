import Foundation
import Models
import Tensors
import TestSupport
import Testing

@Suite struct MarginalPriorTests {
  @Test func theStandardPriorIsTheNormalDistribution() {
    let prior = NormalPrior.standard
    #expect(abs(prior.share(below: 0) - 0.5) < 1e-12)
    #expect(abs(prior.share(below: 1.959963984540054) - 0.975) < 1e-9)
    #expect(abs(prior.quantile(0.975) - 1.959963984540054) < 1e-9)
    #expect(abs(prior.logDensity(1) + 0.5 + log(2 * .pi) / 2) < 1e-12)
  }

  /// The closed form against the mean of ln q(z) - ln p(z) over draws from q.
  @Test(arguments: 0..<4)
  func theDivergenceIsThatOfSampling(testCase: Int) throws {
    var random = CounterRandom(testCase: testCase)
    let (mean, factor) = (random.nextGaussian(), random.nextUniform())
    let deviation: Double = 0.2 + random.nextUniform()
    let width: Double = 0.3 + random.nextUniform()
    let prior = NormalPrior(mean: factor, deviation: width)
    let count = 200_000
    var sum = 0.0
    for _ in 0..<count {
      let noise = random.nextGaussian()
      let density = -noise * noise / 2 - log(deviation) - log(2 * .pi) / 2
      sum += density - prior.logDensity(mean + deviation * noise)
    }
    let codes = LatentCodes(
      mean: Tensor(shape: [1, 1], elements: [Float(mean)]),
      logVariance: Tensor(shape: [1, 1], elements: [Float(2 * log(deviation))]))
    let expected = try #require(
      TiedLatents(count: 1, width: width).meanDivergence(of: 0, codes: codes, centers: [factor]))
    #expect(abs(sum / Double(count) - expected) < 0.05 * max(1, expected), "case \(testCase)")
  }

  @Test(arguments: 0..<4)
  func drawsOfThePriorAreNearIt(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let centers = (0..<4000).map { _ in random.nextUniform() }
    let prior = MixturePrior(centers: centers, width: 0.5)
    let draws = centers.map { $0 + 0.5 * random.nextGaussian() }
    let level = 2 / Double(draws.count).squareRoot()
    #expect(prior.distance(of: draws) < level, "case \(testCase)")
    #expect(prior.distance(of: draws.map { $0 + 1 }) > 0.5, "case \(testCase)")
    #expect(NormalPrior.standard.distance(of: draws) > level, "case \(testCase)")
  }

  /// Every prior is consistent: its draws follow its distribution function, whose derivative is its density, and whose
  /// inverse gives its quantiles; the moments are those of its draws.
  @Test(arguments: 0..<5)
  func thePartsOfAPriorAgree(which: Int) {
    let priors: [any MarginalPrior] = [
      NormalPrior(mean: -2, deviation: 0.3), SpreadPrior(width: 0.2), SpreadPrior(width: 1.4),
      MixturePrior(centers: [0, 0.25, 3], width: 0.4), SpreadPrior(width: 0.02),
    ]
    let prior = priors[which]
    var random = CounterRandom(testCase: which)
    let draws = (0..<20_000).map { _ in prior.draw(using: &random) }
    #expect(prior.distance(of: draws) < 1.95 / 20_000.0.squareRoot(), "prior \(which)")
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - prior.normal.mean) < 5 * prior.normal.deviation / 20_000.0.squareRoot())
    #expect(abs(variance.squareRoot() / prior.normal.deviation - 1) < 0.05, "prior \(which)")
    for share in [0.01, 0.3, 0.5, 0.9, 0.999] {
      let value = prior.quantile(share)
      #expect(abs(prior.share(below: value) - share) < 1e-9, "prior \(which), \(share)")
      let step = 1e-4 * prior.normal.deviation
      let slope = (prior.share(below: value + step) - prior.share(below: value - step)) / (2 * step)
      #expect(abs(log(slope) - prior.logDensity(value)) < 1e-3, "prior \(which), \(share)")
    }
  }

  @Test func aTiedLatentHasThePriorOfItsFactorsOrOfAnUnknownOne() throws {
    let latents = TiedLatents(count: 1, width: 0.5)
    let unknown = try #require(latents.prior(of: 0))
    #expect(unknown.normal == NormalPrior(mean: 0.5, deviation: (0.25 + 1.0 / 12).squareRoot()))
    let known = try #require(latents.prior(of: 0, centers: [0.2]))
    #expect(known.normal == NormalPrior(mean: 0.2, deviation: 0.5))
    #expect(latents.prior(of: 1)?.normal == .standard)
    #expect(PointLatents().prior(of: 0) == nil && !PointLatents().hasPrior)
  }
}
