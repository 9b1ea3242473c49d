import Platform
import Tensors
import Testing

@testable import Simulations

@Suite("Poisson noise")
struct PoissonNoiseTests {
  static let means = [0.01, 0.5, 3, 9.99, 10, 12.5, 47, 300, 21_193]

  @Test(arguments: means)
  func meanAndVarianceAreTheRate(mean: Double) {
    let counts = draws(mean, count: 40_000)
    let average = counts.reduce(0, +) / Double(counts.count)
    let variance =
      counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(counts.count)
    // Five standard errors; the fourth central moment of a Poisson variate is mean + 3 mean^2.
    let size = Double(counts.count)
    #expect(abs(average - mean) < 5 * (mean / size).squareRoot())
    #expect(abs(variance - mean) < 5 * ((mean + 2 * mean * mean) / size).squareRoot())
  }

  @Test(arguments: means)
  func countsFollowTheProbabilities(mean: Double) {
    let counts = draws(mean, count: 40_000)
    let (statistic, degrees) = chiSquare(counts, mean: mean)
    // Five standard deviations above the expectation of chi-square.
    #expect(statistic < degrees + 5 * (2 * degrees).squareRoot() + 5, "\(statistic) of \(degrees)")
  }

  @Test func nothingGivesNothing() {
    var random = CounterRandom(seed: 1, stream: .measurement)
    #expect(PoissonNoise.count(mean: 0, using: &random) == 0)
    #expect(PoissonNoise.count(mean: -3, using: &random) == 0)
  }

  @Test func everySampleHasNumbersOfItsOwn() {
    let first = noisy(index: 0)
    #expect(first == noisy(index: 0))
    #expect(first != noisy(index: 1))
    let pairs = zip(first, noisy(index: 1)).map { ($0 - 50) * ($1 - 50) / 50 }
    let correlation = pairs.reduce(0, +) / Float(pairs.count)
    #expect(abs(correlation) < 5 / Float(pairs.count).squareRoot())
  }

  @Test func logarithmsOfFactorials() {
    for count in [0.0, 1, 2, 5, 14, 15, 16, 100, 20_000] {
      #expect(abs(PoissonNoise.logFactorial(count) - lgamma(count + 1)) < 1e-11 * max(1, count))
    }
  }

  private func draws(_ mean: Double, count: Int) -> [Double] {
    var random = CounterRandom(seed: 5, stream: .measurement, step: 1)
    return (0..<count).map { _ in PoissonNoise.count(mean: mean, using: &random) }
  }

  private func noisy(index: Int) -> [Float] {
    Tensor(shape: [4096]) {
      $0.update(repeating: 50)
      PoissonNoise.apply(to: $0, seed: 3, index: index)
    }.elements
  }

  /// Pearson's statistic over bins of at least 20 expected counts, and its degrees of freedom.
  private func chiSquare(_ counts: [Double], mean: Double) -> (Double, Double) {
    let reach = 6 * mean.squareRoot() + 3
    let lowest = max(0, Int(mean - reach))
    var observed: [Int: Int] = [:]
    for count in counts { observed[Int(count), default: 0] += 1 }
    var (statistic, bins) = (0.0, 0.0)
    var (expectedSum, observedSum) = (0.0, 0)
    for count in lowest...Int(mean + reach) {
      expectedSum +=
        Double(counts.count) * exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1))
      observedSum += observed[count] ?? 0
      guard expectedSum >= 20 else { continue }
      let difference = Double(observedSum) - expectedSum
      statistic += difference * difference / expectedSum
      bins += 1
      (expectedSum, observedSum) = (0, 0)
    }
    return (statistic, max(1, bins - 1))
  }
}
