import Tensors
import TestSupport
import Testing

@testable import Analysis

struct DegenerateMapTests {
  private func map(_ points: Tensor, iterations: Int = 300) throws -> TSNE {
    let map = try TSNE(points: points, team: WorkerTeam(count: 2))
    for _ in 0..<iterations { map.step() }
    #expect(map.embedding.isFinite)
    #expect(map.state.cost?.isFinite ?? true)
    #expect(map.state.iteration == iterations)
    return map
  }

  @Test(arguments: 0..<8) func fewPointsHaveAMap(count: Int) throws {
    let map = try map(MadeUpPoints.cloud(count, 3, seed: count))
    #expect(map.embedding.shape == [count, 2])
    #expect(map.adjustments.isEmpty == (count == 0))
    #expect(map.affinities.perplexity == max(1, Double(count - 1) / 3))
    #expect((map.exactCost() == nil) == (count < 2))
  }

  @Test func loweredPerplexityIsReported() throws {
    let map = try map(MadeUpPoints.cloud(61, 3, seed: 1), iterations: 1)
    #expect(
      map.adjustments == ["perplexity 30.0 needs 91 points; with 61 it was lowered to 20.0"])
    #expect(map.affinities.perplexity == 20)
    #expect(try self.map(MadeUpPoints.cloud(91, 3, seed: 1), iterations: 1).adjustments.isEmpty)
  }

  @Test(arguments: [5, 200, 800]) func equalPointsHaveAMap(count: Int) throws {
    let map = try map(Tensor(repeating: 7, shape: [count, 4]))
    #expect(map.adjustments.contains { $0.contains("equally near") } == (count > 3))
  }

  @Test func hundredsOfDuplicatesAmongOthersStayTogether() throws {
    var points = MadeUpPoints.blobs(900, 5, seed: 2)
    points.withUnsafeMutableElements { elements in
      for index in 0..<400 * 5 { elements[index] = elements[index % 5] }
    }
    let map = try map(points)
    #expect(map.affinities.unresolvedCount >= 400)
    #expect(map.adjustments.count == 1)
  }

  @Test(arguments: [1e-30, 1e-6, 1e18, 3e38] as [Float]) func scaleDoesNotMatter(scale: Float)
    throws
  {
    // Powers of two, so that the scaled points are exactly the same.
    let factor = Float(sign: .plus, exponent: scale.exponent, significand: 1) / 16
    let points = MadeUpPoints.blobs(150, 3, seed: 3)
    let plain = try map(points, iterations: 20).embedding
    let scaled = try map(
      Tensor(shape: points.shape, elements: points.elements.map { $0 * factor }), iterations: 20)
    #expect(
      largestDifference(scaled.embedding.elements, from: plain.elements.map(Double.init)) < 1e-3)
  }

  @Test func oneDimensionIsEnough() throws {
    let map = try map(MadeUpPoints.blobs(300, 1, seed: 4))
    #expect(map.adjustments.isEmpty)
  }

  @Test(arguments: [Float.nan, .infinity]) func pointsMustBeFinite(value: Float) {
    var points = MadeUpPoints.cloud(50, 3, seed: 5)
    points[20, 1] = value
    #expect(throws: PointsError.self) { try TSNE(points: points) }
    #expect(throws: PointsError.notAMatrix(shape: [2, 3, 4])) {
      try TSNE(points: Tensor(repeating: 0, shape: [2, 3, 4]))
    }
  }
}
