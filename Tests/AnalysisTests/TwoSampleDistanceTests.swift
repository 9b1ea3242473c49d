import Analysis
import Tensors
import TestSupport
import Testing

/// Two samples as distributions, against their definitions.
@Suite struct TwoSampleDistanceTests {
  /// Both cumulative distributions looked up at every place, and equal numbers of sorted samples paired.
  @Test(arguments: 0..<20)
  func agreesWithTheDefinitions(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let count = random.integer(1...40)
    // Halves, so that ties within and between the samples occur.
    let first = random.gaussians(count).map { (2 * $0).rounded() / 2 }
    let second = random.gaussians(count).map { (3 * $0).rounded() / 2 + 1 }
    let distance = try #require(TwoSampleDistance(first, second))
    let largest = (first + second).map { place in
      let shares = [first, second].map { sample in
        Double(sample.count { $0 <= place }) / Double(count)
      }
      return abs(shares[0] - shares[1])
    }.max()
    #expect(abs(distance.kolmogorovSmirnov - (largest ?? 0)) < 1e-12, "seed \(seed)")
    let paired = zip(first.sorted(), second.sorted()).reduce(0) { $0 + abs($1.0 - $1.1) }
    #expect(abs(distance.wasserstein - paired / Double(count)) < 1e-9, "seed \(seed)")
  }

  @Test func aShiftIsItsOwnWassersteinDistance() throws {
    var random = CounterRandom(testCase: 5)
    let sample = random.gaussians(300)
    let shifted = try #require(TwoSampleDistance(sample, sample.map { $0 + 2.5 }))
    #expect(abs(shifted.wasserstein - 2.5) < 1e-9)
    let same = try #require(TwoSampleDistance(sample, sample.reversed()))
    #expect(same.kolmogorovSmirnov == 0 && same.wasserstein == 0)
    let disjoint = try #require(TwoSampleDistance([0, 1], [5, 6, 7]))
    #expect(disjoint.kolmogorovSmirnov == 1)
  }

  @Test func samplesOfOneDistributionStayBelowTheCriticalValue() throws {
    let exceeding = try (0..<200).count { seed in
      var random = CounterRandom(testCase: seed)
      let distance = try #require(
        TwoSampleDistance(random.gaussians(80), random.gaussians(120)))
      return distance.kolmogorovSmirnov > distance.criticalValue
    }
    // One in twenty of 200, four deviations of a binomial apart.
    #expect(exceeding <= 22, "\(exceeding) of 200")
  }

  @Test func whatIsNotFiniteIsLeftOut() throws {
    #expect(TwoSampleDistance([], [1]) == nil && TwoSampleDistance([.nan], [1]) == nil)
    let distance = try #require(TwoSampleDistance([0, .infinity, .nan], [1]))
    #expect(distance.wasserstein == 1 && distance.kolmogorovSmirnov == 1)
  }
}
