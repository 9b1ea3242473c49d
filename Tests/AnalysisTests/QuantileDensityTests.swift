import Analysis
import Platform
import TestSupport
import Testing

@Suite struct QuantileDensityTests {
  /// Quantiles of the exponential distribution at the middles of equal steps of probability.
  private let quantiles = (0..<2000).map { -log1p(-(Double($0) + 0.5) / 2000) }
  private let edges = (0...20).map { Double($0) * 0.2 }

  @Test func theDensityOfAKnownDistributionComesBack() {
    let means = QuantileDensity(quantiles: quantiles).means(between: edges)
    for (bin, mean) in means.enumerated() {
      let exact = (exp(-edges[bin]) - exp(-edges[bin + 1])) / 0.2
      // Half a step of probability is missing below the smallest quantile.
      #expect((mean - exact).magnitude < 2e-3, "bin \(bin): \(mean), expected \(exact)")
    }
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func theOrderDoesNotMatterAndAllProbabilityIsCounted(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let values = (0..<Int.random(in: 2...300, using: &random)).map { _ in
      Double.random(in: -3...3, using: &random)
    }
    let density = QuantileDensity(quantiles: values)
    let shuffled = QuantileDensity(
      quantiles: values.shuffled(using: &random) + [.nan, .infinity, -.infinity])
    let wide = (0...50).map { Double($0) * 0.2 - 5 }
    let means = density.means(between: wide)
    #expect(means == shuffled.means(between: wide), "seed \(seed)")
    #expect((means.reduce(0, +) * 0.2 - 1).magnitude < 1e-9, "seed \(seed)")
    #expect(means.allSatisfy { $0 >= 0 }, "seed \(seed)")
  }

  @Test func equalAndMissingQuantilesAreHarmless() {
    for values in [[], [Double.nan], [1], [1, 1, 1]] {
      let density = QuantileDensity(quantiles: values)
      let means = density.means(between: [0, 0.5, 1.5, 1.5, 2])
      #expect(means.allSatisfy { $0.isFinite && $0 >= 0 }, "\(values): \(means)")
    }
    #expect(QuantileDensity(quantiles: [1]).probability(upTo: 1) == 1)
  }
}
