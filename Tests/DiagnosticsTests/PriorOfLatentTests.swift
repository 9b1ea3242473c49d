import Foundation
import Datasets
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

@Suite struct PriorOfLatentTests {
  @Test func theStandardPriorIsTheNormalDistribution() {
    let prior = PriorOfLatent()
    #expect(abs(prior.share(below: 0) - 0.5) < 1e-12)
    #expect(abs(prior.share(below: 1.959963984540054) - 0.975) < 1e-9)
    let expected = (0.7 * 0.7 + 0.04 - 1 - log(0.04)) / 2
    #expect(abs(prior.divergence(mean: 0.7, logVariance: log(0.04), sample: 3) - expected) < 1e-12)
  }

  /// The closed form against the mean of ln q(z) - ln p(z) over draws from q.
  @Test(arguments: 0..<4)
  func theDivergenceIsThatOfSampling(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let (mean, factor) = (random.nextGaussian(), random.nextUniform())
    let deviation: Double = 0.2 + random.nextUniform()
    let width: Double = 0.3 + random.nextUniform()
    let prior = PriorOfLatent(means: [9, factor], width: width)
    let count = 200_000
    var sum = 0.0
    for _ in 0..<count {
      let noise = random.nextGaussian()
      let distance = (mean + deviation * noise - factor) / width
      sum += log(width / deviation) + (distance * distance - noise * noise) / 2
    }
    let expected = prior.divergence(mean: mean, logVariance: 2 * log(deviation), sample: 1)
    #expect(abs(sum / Double(count) - expected) < 0.05 * max(1, expected), "case \(testCase)")
  }

  @Test(arguments: 0..<4)
  func drawsOfThePriorAreNearIt(testCase: Int) {
    var random = CounterRandom(testCase: testCase)
    let means = (0..<4000).map { _ in random.nextUniform() }
    let prior = PriorOfLatent(means: means, width: 0.5)
    let draws = means.map { $0 + 0.5 * random.nextGaussian() }
    let level = 2 / Double(draws.count).squareRoot()
    #expect(prior.distance(of: draws) < level, "case \(testCase)")
    #expect(prior.distance(of: draws.map { $0 + 1 }) > 0.5, "case \(testCase)")
    #expect(PriorOfLatent().distance(of: draws) > level, "case \(testCase)")
  }
}
