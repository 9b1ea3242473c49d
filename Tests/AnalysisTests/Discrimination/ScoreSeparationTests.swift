import Foundation
import Tensors
import TestSupport
import Testing

@testable import Analysis

struct ScoreSeparationTests {
  /// The standard normal distribution function.
  private func phi(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// Normal scores shifted by d have the area phi(d / sqrt 2), whichever way they are shifted.
  @Test(arguments: [-1.5, -0.4, 0.4, 1.5]) func shiftedGaussians(shift: Double) throws {
    var random = CounterRandom(testCase: 11)
    let normal = random.gaussians(1200)
    let anomalous = random.gaussians(1200).map { $0 + shift }
    let separation = try #require(
      ScoreSeparation(anomalous: anomalous, normal: normal, resampleCount: 200, seed: 3))
    let expected = phi(shift / 2.0.squareRoot())
    #expect(abs(separation.area - expected) < 0.03)
    #expect(separation.lower...separation.upper ~= expected)
    #expect(separation.direction == (shift > 0 ? .higher : .lower))
    #expect(abs(separation.twoSidedArea - max(expected, 1 - expected)) < 0.03)
    let (lower, upper) = separation.twoSidedInterval
    #expect(lower <= separation.twoSidedArea && separation.twoSidedArea <= upper && lower > 0.5)
  }

  /// Pair by pair, with ties; exchanging the signs exchanges the direction and nothing else.
  @Test(arguments: 0..<20) func everyPairCounts(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let anomalous = (0..<random.integer(1...40)).map { _ in Double(random.integer(0...9)) + 2 }
    let normal = (0..<random.integer(1...40)).map { _ in Double(random.integer(0...9)) }
    var pairs = 0.0
    for first in anomalous {
      for second in normal { pairs += first > second ? 1 : (first == second ? 0.5 : 0) }
    }
    let area = pairs / Double(anomalous.count * normal.count)
    let separation = try #require(
      ScoreSeparation(anomalous: anomalous, normal: normal, resampleCount: 50, seed: 1))
    let mirrored = try #require(
      ScoreSeparation(
        anomalous: anomalous.map { -$0 }, normal: normal.map { -$0 }, resampleCount: 50, seed: 1))
    #expect(abs(separation.area - area) < 1e-12, "seed \(seed)")
    #expect(abs(separation.area + mirrored.area - 1) < 1e-12, "seed \(seed)")
    #expect(abs(separation.twoSidedArea - max(area, 1 - area)) < 1e-12, "seed \(seed)")
    #expect(separation.lower <= separation.upper, "seed \(seed)")
  }

  @Test func equalScoresSayNothing() throws {
    let separation = try #require(
      ScoreSeparation(
        anomalous: [3, 3, 3], normal: [3, 3], resampleCount: 20, seed: 1))
    #expect(separation.area == 0.5 && separation.lower == 0.5 && separation.upper == 0.5)
    #expect(separation.direction == .undecided && separation.twoSidedArea == 0.5)
    #expect(ScoreSeparation(anomalous: [], normal: [1], seed: 1) == nil)
    #expect(ScoreSeparation(anomalous: [1], normal: [], seed: 1) == nil)
    let far = try #require(
      ScoreSeparation(
        anomalous: [.greatestFiniteMagnitude], normal: [0, 1], resampleCount: 20, seed: 1))
    #expect(far.area == 1 && far.direction == .higher)
  }
}

struct ScoreHistogramsTests {
  @Test func bothAreSharesOnOneAxis() {
    var random = CounterRandom(testCase: 5)
    let normal = random.gaussians(500)
    let anomalous = random.gaussians(300).map { 3 * $0 + 1 }
    let histograms = ScoreHistograms(anomalous: anomalous, normal: normal)
    #expect(abs(histograms.normal.reduce(0, +) - 1) < 1e-12)
    #expect(abs(histograms.anomalous.reduce(0, +) - 1) < 1e-12)
    #expect(histograms.normal.count == ScoreHistograms.binCount)
    let sorted = anomalous.sorted()
    #expect(histograms.lower == sorted[3] && histograms.upper == sorted[296])
    // The tails of the wider sample lie in the bins at the ends.
    #expect(histograms.anomalous[0] >= 3.0 / 300)
  }

  @Test func theOverlapOfGaussiansIsKnown() {
    var random = CounterRandom(testCase: 6)
    let normal = random.gaussians(20_000)
    let anomalous = random.gaussians(20_000).map { $0 + 2 }
    let overlap = ScoreHistograms(anomalous: anomalous, normal: normal).overlap
    // Two normal distributions two deviations apart share 2 phi(-1).
    #expect(abs(overlap - erfc(1 / 2.0.squareRoot())) < 0.02, "\(overlap)")
    #expect(ScoreHistograms(anomalous: normal, normal: normal).overlap > 0.999)
    #expect(ScoreHistograms(anomalous: [5, 6], normal: [1, 2]).overlap == 0)
  }

  @Test func degenerateScoresHaveAnAxis() {
    for scores in [[2.0, 2], [.greatestFiniteMagnitude], [-.greatestFiniteMagnitude, 0]] {
      let histograms = ScoreHistograms(anomalous: scores, normal: scores)
      #expect(histograms.lower.isFinite && histograms.upper.isFinite)
      #expect(abs(histograms.overlap - 1) < 1e-12)
    }
  }
}
