import Tensors
import TestSupport
import Testing

@Suite struct CounterRandomTests {
  @Test func drawsDependOnlyOnWhereTheyStart() {
    let row = { (row: Int) in
      var random = CounterRandom(seed: 3, stream: .measurement, step: 2, row: row)
      return random.gaussians(9)
    }
    let forward = (0..<20).map(row)
    let backward = (0..<20).reversed().map(row)
    #expect(forward == backward.reversed())
  }

  @Test func seedsStreamsStepsAndRowsDiffer() {
    var firsts: Set<UInt64> = []
    for seed in [0, 1, 1 << 32] as [UInt64] {
      for stream in RandomStream.allCases {
        for step in [0, 1, 2] {
          for row in [0, 1, 2] {
            var random = CounterRandom(seed: seed, stream: stream, step: step, row: row)
            firsts.insert(random.next())
          }
        }
      }
    }
    #expect(firsts.count == 3 * RandomStream.allCases.count * 9)
  }

  @Test func numbersOfStreamsNeverChange() {
    // Data sets and runs are reproduced from their seed, so a purpose keeps its number for good.
    #expect(RandomStream.allCases.map(\.rawValue) == Array(1...13))
  }

  @Test(arguments: [1, 2, 3]) func uniformMoments(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let draws = random.doubles(40_000, in: 0...1)
    let (mean, variance) = moments(draws)
    let error = 5 / Double(draws.count).squareRoot()
    #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(mean - 0.5) < error * (1.0 / 12).squareRoot())
    #expect(abs(variance - 1.0 / 12) < error * (1.0 / 180).squareRoot())
  }

  @Test(arguments: [1, 2, 3]) func uniformFillsItsBinsEvenly(seed: Int) {
    var random = CounterRandom(testCase: seed)
    var bins = [Double](repeating: 0, count: 64)
    for _ in 0..<32_000 { bins[Int(random.nextUniform() * 64)] += 1 }
    let statistic = bins.reduce(0) { $0 + ($1 - 500) * ($1 - 500) / 500 }
    // Chi-square with 63 degrees of freedom: 63 plus or minus five deviations of sqrt(126).
    #expect(abs(statistic - 63) < 5 * 126.0.squareRoot())
  }

  @Test(arguments: [1, 2, 3]) func gaussianMoments(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let draws = random.gaussians(40_000)
    let error = 5 / Double(draws.count).squareRoot()
    let (mean, variance) = moments(draws)
    let third = draws.reduce(0) { $0 + $1 * $1 * $1 } / Double(draws.count)
    let fourth = draws.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(draws.count)
    #expect(abs(mean) < error)
    #expect(abs(variance - 1) < error * 2.0.squareRoot())
    #expect(abs(third) < error * 15.0.squareRoot())
    #expect(abs(fourth - 3) < error * 96.0.squareRoot())
  }

  @Test func gaussiansOfAPairAreIndependent() {
    var random = CounterRandom(testCase: 4)
    let draws = random.gaussians(40_000)
    let pairs = Double(draws.count / 2)
    var (product, squares) = (0.0, 0.0)
    for index in stride(from: 0, to: draws.count, by: 2) {
      let (a, b) = (draws[index], draws[index + 1])
      product += a * b
      squares += (a * a - 1) * (b * b - 1)
    }
    #expect(abs(product / pairs) < 5 / pairs.squareRoot())
    #expect(abs(squares / pairs) < 5 * 2 / pairs.squareRoot())
  }

  @Test func permutationsHoldEveryIndexOnceAndAllOrdersAreLikely() {
    var counts: [[Int]: Int] = [:]
    for row in 0..<2_400 {
      var random = CounterRandom(seed: 9, stream: .shuffle, row: row)
      let order = random.nextPermutation(4)
      #expect(order.sorted() == [0, 1, 2, 3])
      counts[order, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { $0 > 50 && $0 < 150 })
  }

  private func moments(_ draws: [Double]) -> (mean: Double, variance: Double) {
    let mean = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
    return (mean, variance)
  }
}
