import Tensors
import TestSupport
import Testing

@testable import Analysis

struct EmbeddingQualityTests {
  @Test func samePointsArePerfect() throws {
    let points = MadeUpPoints.cloud(200, 2, seed: 1)
    let quality = try EmbeddingQuality(points: points, embedding: points)
    #expect(quality.trustworthiness == 1 && quality.continuity == 1)
    #expect(quality.neighborRecall == 1 && quality.examinedCount == 200)
  }

  @Test func unrelatedMapIsChance() throws {
    let points = MadeUpPoints.cloud(600, 5, seed: 2)
    let quality = try EmbeddingQuality(
      points: points, embedding: MadeUpPoints.cloud(600, 2, seed: 3))
    #expect(abs(quality.trustworthiness - 0.5) < 0.03)
    #expect(abs(quality.continuity - 0.5) < 0.03)
    #expect(quality.neighborRecall < 0.05)
  }

  /// The formula with ranks from sorted distances.
  @Test(arguments: 0..<4) func agreesWithTheFormula(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let count = random.integer(20...90)
    let points = MadeUpPoints.cloud(count, 4, seed: seed)
    // Whole coordinates, so that many distances are equal.
    let embedding = Tensor(
      shape: [count, 2], elements: (0..<2 * count).map { _ in Float(random.integer(0...5)) })
    func order(_ space: Tensor, _ row: Int) -> [Int] {
      (0..<count).filter { $0 != row }.map { other in
        (
          zip(space.row(row), space.row(other)).reduce(0.0) {
            $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1)
          }, other
        )
      }.sorted { $0 < $1 }.map(\.1)
    }
    func trust(_ high: Tensor, _ low: Tensor) -> Double {
      var sum = 0
      for row in 0..<count {
        let ranks = order(high, row)
        for other in order(low, row).prefix(5) {
          sum += max(0, (ranks.firstIndex(of: other) ?? 0) + 1 - 5)
        }
      }
      return 1 - 2 / Double(count * 5 * (2 * count - 16)) * Double(sum)
    }
    let quality = try EmbeddingQuality(points: points, embedding: embedding)
    #expect(abs(quality.trustworthiness - trust(points, embedding)) < 1e-9, "seed \(seed)")
    #expect(abs(quality.continuity - trust(embedding, points)) < 1e-9, "seed \(seed)")
  }

  @Test func sampleStandsForAll() throws {
    let points = MadeUpPoints.blobs(1500, 5, seed: 4)
    let map = points.rows(0..<1500)
    let two = Tensor(shape: [1500, 2], elements: (0..<1500).flatMap { map.row($0).prefix(2) })
    let all = try EmbeddingQuality(points: points, embedding: two)
    let some = try EmbeddingQuality(points: points, embedding: two, sampleLimit: 400)
    #expect(some.examinedCount == 400)
    #expect(abs(all.trustworthiness - some.trustworthiness) < 0.02)
    #expect(abs(all.neighborRecall - some.neighborRecall) < 0.03)
  }

  @Test(arguments: 0..<6) func fewPointsHaveFigures(count: Int) throws {
    let points = MadeUpPoints.cloud(count, 3, seed: count)
    let quality = try EmbeddingQuality(
      points: points, embedding: Tensor(repeating: 0, shape: [count, 2]))
    for figure in [quality.trustworthiness, quality.continuity, quality.neighborRecall] {
      #expect((0...1).contains(figure))
    }
  }

  @Test func differentNumbersOfPointsAreRefused() {
    #expect(throws: PointsError.mismatch(what: "points on the map", expected: 4, found: 3)) {
      try EmbeddingQuality(
        points: Tensor(repeating: 0, shape: [4, 2]), embedding: Tensor(repeating: 0, shape: [3, 2]))
    }
  }
}
