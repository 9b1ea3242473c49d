import Tensors
import TestSupport
import Testing

@testable import Analysis

struct PrincipalProjectionTests {
  /// Points whose variances along rotated axes are known: `count` rows, a strong plane in noise.
  private func points(_ count: Int, _ dimensions: Int, seed: Int) -> Tensor {
    var random = CounterRandom(testCase: seed)
    let first = random.gaussians(dimensions)
    let second = random.gaussians(dimensions)
    return Tensor(shape: [count, dimensions]) { elements in
      for row in 0..<count {
        let (a, b) = (3 * random.nextGaussian(), random.nextGaussian())
        for column in 0..<dimensions {
          elements[row * dimensions + column] = Float(
            5 + a * first[column] + b * second[column] + 0.1 * random.nextGaussian())
        }
      }
    }
  }

  @Test(arguments: 0..<4) func scoresHaveTheVariancesAndAreUncorrelated(seed: Int) throws {
    let points = points(300, 12, seed: seed)
    let projection = try PrincipalProjection(points, count: 4)
    let scores = projection.scores(of: points)
    for first in 0..<4 {
      for second in 0...first {
        let product = (0..<300).reduce(0.0) {
          $0 + Double(scores[$1, first]) * Double(scores[$1, second])
        }
        let expected = first == second ? projection.variances[first] : 0
        #expect(abs(product / 299 - expected) < 1e-4 * projection.variances[0], "seed \(seed)")
      }
    }
    let complete = try PrincipalProjection(points, count: 12)
    #expect(abs(complete.explainedRatios.reduce(0, +) - 1) < 1e-9, "seed \(seed)")
    #expect(complete.variances == complete.variances.sorted(by: >))
  }

  /// Both ways find the same components of the same points.
  @Test func krylovAgreesWithTheCovariance() throws {
    let points = points(150, 60, seed: 5)
    let exact = try PrincipalProjection(points, count: 3)
    let centered = CenteredPoints(points, team: WorkerTeam(count: 2)) { false }
    let found = try #require(BlockKrylov(seed: 1).components(of: centered, count: 3))
    // The third component is noise, whose neighbours are as large; two must agree.
    for component in 0..<2 {
      #expect(abs(found.values[component] / exact.variances[component] - 1) < 1e-9)
      for (one, other) in zip(found.rows.row(component), exact.directions.row(component)) {
        #expect(abs(one - other) < 1e-6)
      }
    }
  }

  /// In noise no component stands out, so that a few powers of the covariance do not separate them.
  @Test(arguments: [(90, 400), (700, 200)]) func componentsOfNoiseAreExact(
    count: Int, dimensions: Int
  ) throws {
    var random = CounterRandom(testCase: count)
    let points = Tensor(
      shape: [count, dimensions],
      elements: (0..<count * dimensions).map { _ in Float(random.nextGaussian()) })
    let exact = try PrincipalProjection(points, count: 2)
    let centered = CenteredPoints(points, team: WorkerTeam(count: 2)) { false }
    let found = [
      try #require(BlockKrylov(seed: 3).components(of: centered, count: 2)),
      try #require(centered.componentsOfProducts(count: 2)),
    ]
    for (values, rows) in found {
      for component in 0..<2 {
        #expect(abs(values[component] / exact.variances[component] - 1) < 1e-7)
        let cosine = zip(rows.row(component), exact.directions.row(component)).reduce(0) {
          $0 + $1.0 * $1.1
        }
        #expect(abs(cosine) > 1 - 1e-6, "\(cosine)")
      }
    }
  }

  @Test func wideDataAreProjected() throws {
    let points = points(40, 600, seed: 6)
    let projection = try PrincipalProjection(points, count: 2)
    #expect(projection.directions.columnCount == 600)
    #expect(projection.explainedRatios.reduce(0, +) > 0.99)
    for component in 0..<2 {
      let row = projection.directions.row(component)
      #expect(abs(row.reduce(0) { $0 + $1 * $1 } - 1) < 1e-9)
      #expect((row.max { abs($0) < abs($1) } ?? 0) > 0)
    }
    #expect(try PrincipalProjection(points, count: 2) == projection)
  }

  @Test(arguments: [1, 2, 5]) func constantPointsHaveNoVariance(count: Int) throws {
    let projection = try PrincipalProjection(Tensor(repeating: 4, shape: [count, 3]), count: 2)
    #expect(projection.variances.allSatisfy { $0 == 0 })
    #expect(projection.explainedRatios.allSatisfy { $0 == 0 })
    #expect(
      projection.scores(of: Tensor(repeating: 4, shape: [count, 3])).elements.allSatisfy { $0 == 0 }
    )
  }
}
