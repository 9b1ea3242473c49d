import Platform
import Tensors
import TestSupport
import Testing

@testable import Analysis

struct AffinitiesTests {
  @Test(arguments: 0..<5) func entropyIsTheLogarithmOfThePerplexity(seed: Int) throws {
    let points = MadeUpPoints.blobs(400, 8, seed: seed)
    let table = try NeighborIndex(points).neighbors(count: 90)
    var calibration = PerplexityCalibration(perplexity: 30, neighborCount: 90)
    var probabilities = [Float](repeating: 0, count: 90)
    for row in 0..<400 {
      let squares = table.squaredDistances.pointer + 90 * row
      let outcome = calibration.calibrate(squares, into: &probabilities)
      // The second route: the definition, with the precision that was found.
      let weights = (0..<90).map { exp(-Double(squares[$0]) * outcome.precision / 2) }
      let sum = weights.reduce(0, +)
      let entropy = -weights.reduce(0) { $0 + $1 / sum * log($1 / sum) }
      #expect(abs(entropy - 3.401_197_381_662_155) < 1.1e-8, "seed \(seed)")
      for (weight, probability) in zip(weights, probabilities) {
        #expect(abs(weight / sum - Double(probability)) < 1e-7)
      }
    }
  }

  @Test(arguments: [1e-12, 1, 1e12] as [Float]) func widthFollowsTheScale(scale: Float) {
    let squares = (1...20).map { Float($0 * $0) * scale }
    var calibration = PerplexityCalibration(perplexity: 5, neighborCount: 20)
    var probabilities = [Float](repeating: 0, count: 20)
    let outcome = calibration.calibrate(squares, into: &probabilities)
    #expect(abs(outcome.entropy - log(5)) < 1e-8)
  }

  @Test func equalDistancesShareEvenly() {
    let squares = [Float](repeating: 0, count: 40) + [Float](repeating: 1, count: 20)
    var calibration = PerplexityCalibration(perplexity: 20, neighborCount: 60)
    var probabilities = [Float](repeating: 0, count: 60)
    let outcome = calibration.calibrate(squares, into: &probabilities)
    #expect(abs(outcome.entropy - log(40)) < 1e-9)
    #expect(probabilities.prefix(40).allSatisfy { abs($0 - 1 / 40) < 1e-6 })
    #expect(probabilities.suffix(20).allSatisfy { $0 == 0 || $0 < 1e-30 })
  }

  @Test func exponentialAgreesWithTheLibrary() {
    var random = CounterRandom(testCase: 1)
    for _ in 0..<1000 {
      let x = DoubleVector(random.doubles(8, in: -690...0))
      let result = exponentialOfNegative(x)
      for lane in 0..<8 { #expect(abs(result[lane] / exp(x[lane]) - 1) < 1e-15) }
    }
    #expect(exponentialOfNegative(.zero) == DoubleVector(repeating: 1))
  }

  @Test(arguments: 0..<4) func pairsAreTheSymmetricSum(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let count = random.integer(40...200)
    let points = MadeUpPoints.blobs(count, 4, seed: seed)
    let table = try NeighborIndex(points).neighbors(count: 15)
    let affinities = try Affinities(neighbors: table, perplexity: 5)
    // The second route: a dense matrix in double precision.
    var dense = [Double](repeating: 0, count: count * count)
    var calibration = PerplexityCalibration(perplexity: 5, neighborCount: 15)
    var probabilities = [Float](repeating: 0, count: 15)
    for row in 0..<count {
      _ = calibration.calibrate(table.squaredDistances.pointer + 15 * row, into: &probabilities)
      for (other, probability) in zip(table.neighbors(of: row), probabilities) {
        dense[row * count + other] += Double(probability) / Double(2 * count)
        dense[other * count + row] += Double(probability) / Double(2 * count)
      }
    }
    var total = 0.0
    for pair in affinities.pairs {
      let expected = dense[pair.first * count + pair.second]
      #expect(abs(Double(pair.probability) - expected) < 1e-6 * expected, "seed \(seed)")
      dense[pair.first * count + pair.second] = 0
      total += Double(pair.probability)
    }
    #expect(dense.allSatisfy { $0 < 1e-12 }, "seed \(seed)")
    #expect(abs(total - 1) < 1e-6)
  }
}
