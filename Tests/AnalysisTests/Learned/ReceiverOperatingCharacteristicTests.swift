import TestSupport
import Tensors
import Testing

@testable import Analysis

struct ReceiverOperatingCharacteristicTests {
  /// Ranks with ties are counted pair by pair.
  @Test(arguments: 0..<30) func areaIsTheShareOfOrderedPairs(_ seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let levels = random.integer(1...40)
    let positives = (0..<random.integer(1...60)).map { _ in Double(random.integer(0...levels)) + 1 }
    let negatives = (0..<random.integer(1...60)).map { _ in Double(random.integer(0...levels)) }
    let curve = try #require(
      ReceiverOperatingCharacteristic(positives: positives, negatives: negatives))
    var pairs = 0.0
    for positive in positives {
      for negative in negatives {
        pairs += positive > negative ? 1 : positive == negative ? 0.5 : 0
      }
    }
    #expect(
      abs(curve.area - pairs / Double(positives.count * negatives.count)) < 1e-12, "seed \(seed)")
    #expect(abs(curve.area - trapezoids(curve.points)) < 1e-12, "seed \(seed)")
  }

  private func trapezoids(_ points: [ReceiverOperatingCharacteristic.Point]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { sum, ends in
      sum + (ends.1.falsePositiveRate - ends.0.falsePositiveRate)
        * (ends.0.truePositiveRate + ends.1.truePositiveRate) / 2
    }
  }

  @Test func extremes() throws {
    func area(_ positives: [Double], _ negatives: [Double]) -> Double? {
      ReceiverOperatingCharacteristic(positives: positives, negatives: negatives)?.area
    }
    #expect(area([2, 3], [0, 1]) == 1)
    #expect(area([0, 1], [2, 3]) == 0)
    #expect(area([1, 1], [1]) == 0.5)
    #expect(area([], [1]) == nil)
    #expect(area([1], []) == nil)
    #expect(area([.nan], [.nan, 0]) == 0.25)
    #expect(area([.infinity], [5, .nan]) == 1)
  }

  private func shiftedGaussians(_ seed: Int) throws -> ReceiverOperatingCharacteristic {
    var random = CounterRandom(testCase: seed)
    let positives = random.gaussians(400).map { $0 + 1 }
    return try #require(
      ReceiverOperatingCharacteristic(positives: positives, negatives: random.gaussians(600)))
  }

  /// Gaussians a deviation apart have the area Φ(1 / √2); 19 of 20 intervals should hold it.
  @Test func intervalsHoldTheTrueArea() throws {
    let hits = try (0..<60).count { seed in
      try shiftedGaussians(seed).areaInterval(resampleCount: 200, seed: 1).contains(0.760250)
    }
    #expect((51...60).contains(hits), "\(hits) of 60")
  }

  /// The width against the closed form of Hanley and McNeil (Radiology 143, 1982), which suits these scores.
  @Test func intervalIsAsWideAsTheory() throws {
    let curve = try shiftedGaussians(5)
    let interval = curve.areaInterval(seed: 3)
    #expect(interval == curve.areaInterval(seed: 3))
    #expect(interval != curve.areaInterval(seed: 4))
    #expect(interval.contains(curve.area))
    let area = curve.area
    let (first, second) = (area / (2 - area), 2 * area * area / (1 + area))
    let ofPositives: Double = 399 * (first - area * area)
    let ofNegatives: Double = 599 * (second - area * area)
    let deviation = ((area * (1 - area) + ofPositives + ofNegatives) / 240_000).squareRoot()
    let width = interval.upperBound - interval.lowerBound
    #expect(abs(width / (3.92 * deviation) - 1) < 0.15, "width \(width), deviation \(deviation)")
  }

  @Test func perfectSeparationHasNoUncertainty() throws {
    let curve = try #require(
      ReceiverOperatingCharacteristic(positives: [1, 2], negatives: [0, -1]))
    #expect(curve.areaInterval(seed: 1) == 1...1)
  }
}
