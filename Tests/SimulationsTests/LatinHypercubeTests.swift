import Simulations
import Testing

@Suite("Latin hypercube")
struct LatinHypercubeTests {
  private let ranges = [1e4...1e5, -0.5...0.5, 0...1]

  @Test(arguments: [2, 7, 100], 0..<5 as Range<UInt64>)
  func everyFactorTakesEachOfItsValuesOnce(count: Int, seed: UInt64) {
    let design = LatinHypercube(count: count, ranges: ranges, seed: seed)
    let points = (0..<count).map(design.point)
    for (factor, range) in ranges.enumerated() {
      let values = points.map { $0[factor] }.sorted()
      let grid = (0..<count).map {
        range.lowerBound
          + (range.upperBound - range.lowerBound) * (Double($0) / Double(count - 1))
      }
      #expect(values == grid, "factor \(factor), seed \(seed)")
    }
  }

  @Test func theFactorsAreInOrdersOfTheirOwn() {
    let design = LatinHypercube(count: 4000, ranges: [0...1, 0...1], seed: 7)
    let covariance = (0..<4000).map { design.point($0) }
      .reduce(0) { $0 + ($1[0] - 0.5) * ($1[1] - 0.5) }
    #expect(abs(covariance / 4000 * 12) < 5 / 4000.0.squareRoot())
  }

  @Test func theSeedDecides() {
    func points(_ seed: UInt64) -> [[Double]] {
      let design = LatinHypercube(count: 50, ranges: ranges, seed: seed)
      return (0..<50).map(design.point)
    }
    #expect(points(1) == points(1))
    #expect(points(1) != points(2))
  }

  @Test func aSinglePointLiesAtTheLowerEnds() {
    #expect(LatinHypercube(count: 1, ranges: ranges, seed: 1).point(0) == [1e4, -0.5, 0])
  }
}
