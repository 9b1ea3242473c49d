import Platform
import Tensors
import TestSupport
import Testing

@testable import Simulations

@Suite("Beta distribution")
struct BetaDistributionTests {
  static let shapes = [
    (0.05, 0.05), (0.05, 3), (0.5, 0.5), (0.5, 6), (0.7, 1), (1, 1), (1, 4.5), (2, 3), (6, 6),
    (51, 51),
  ]

  /// Whole parameters make the incomplete Beta function a sum of binomial probabilities (DLMF 8.17.5).
  @Test(arguments: [(1, 1), (2, 3), (3, 2), (6, 6), (5, 1), (20, 31)])
  func cumulativeIsABinomialSum(alpha: Int, beta: Int) {
    let distribution = BetaDistribution(alpha: Double(alpha), beta: Double(beta))
    let trials = alpha + beta - 1
    for x in [1e-6, 0.1, 0.35, 0.5, 0.72, 0.999] {
      let tail = (alpha...trials).reduce(0.0) { sum, successes in
        let ways =
          logarithmicGamma(Double(trials + 1)) - logarithmicGamma(Double(successes + 1))
          - logarithmicGamma(Double(trials - successes + 1))
        return sum + exp(ways + Double(successes) * log(x) + Double(trials - successes) * log1p(-x))
      }
      #expect(abs(distribution.cumulative(at: x) - tail) < 1e-11, "\(x)")
    }
  }

  /// The two ends of the arcsine distribution have poles.
  @Test func theArcsineDistribution() {
    let distribution = BetaDistribution(alpha: 0.5, beta: 0.5)
    for x in [1e-12, 1e-3, 0.2, 0.5, 0.9, 0.999_999] {
      let expected = 2 / Double.pi * asin(x.squareRoot())
      #expect(abs(distribution.cumulative(at: x) - expected) < 1e-12, "\(x)")
      let density = 1 / (Double.pi * (x * (1 - x)).squareRoot())
      #expect(abs(distribution.density(at: x) / density - 1) < 1e-10, "\(x)")
    }
    #expect(distribution.density(at: 0) == .infinity)
    #expect(distribution.density(at: -0.1) == 0 && distribution.density(at: 1.1) == 0)
    #expect(distribution.cumulative(at: -1) == 0 && distribution.cumulative(at: 2) == 1)
    #expect(abs(BetaDistribution(alpha: 1, beta: 1).density(at: 0) - 1) < 1e-12)
  }

  @Test(arguments: shapes) func bothSidesAreMirrored(alpha: Double, beta: Double) {
    let distribution = BetaDistribution(alpha: alpha, beta: beta)
    let mirror = BetaDistribution(alpha: beta, beta: alpha)
    for x in [0.0625, 0.25, 0.5, 0.75, 0.9375] {
      #expect(
        abs(distribution.cumulative(at: x) + mirror.cumulative(at: 1 - x) - 1) < 1e-12, "\(x)")
    }
  }

  @Test(arguments: shapes) func variatesFollowTheDistribution(alpha: Double, beta: Double) {
    let distribution = BetaDistribution(alpha: alpha, beta: beta)
    let variate = BetaVariate(distribution)
    var random = CounterRandom(testCase: 3)
    let values = (0..<20_000).map { _ in variate.next(using: &random) }
    #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
    let distance = kolmogorovDistance(values, from: distribution.cumulative)
    #expect(distance < kolmogorovLimit(values.count), "\(distance)")
  }
}
