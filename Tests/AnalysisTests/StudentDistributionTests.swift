import Analysis
import Platform
import Testing

/// Student's distribution against SciPy 1.17.1: `t.ppf(0.975, n)` and `t.cdf(1.3, n) - t.cdf(-1.3, n)`.
@Suite struct StudentDistributionTests {
  @Test(
    arguments: [
      (1, 12.706204736174694, 0.5825711996796945), (2, 4.302652729749462, 0.6767529681839597),
      (3, 3.1824463052837078, 0.715532491272103), (4, 2.7764451051977934, 0.7365484035287759),
      (9, 2.262157162798205, 0.7740936273269508), (19, 2.0930240544083087, 0.7908484997026721),
      (30, 2.0422724563012378, 0.7964990414618831), (99, 1.9842169515864174, 0.8033804303565766),
    ] as [(Int, Double, Double)])
  func agreesWithSciPy(freedom: Int, bound: Double, probability: Double) {
    let distribution = StudentDistribution(degreesOfFreedom: freedom)
    #expect(abs(distribution.bound(probability: 0.95) - bound) < 1e-9 * bound)
    #expect(abs(distribution.probability(within: 1.3) - probability) < 1e-12)
  }

  @Test func nothingLiesWithinZero() {
    for freedom in 1...5 {
      let distribution = StudentDistribution(degreesOfFreedom: freedom)
      #expect(distribution.probability(within: 0) == 0)
      #expect(distribution.bound(probability: 0) < 1e-9)
    }
  }
}
