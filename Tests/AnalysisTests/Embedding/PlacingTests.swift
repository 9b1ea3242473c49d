import Tensors
import TestSupport
import Testing

@testable import Analysis

struct PlacingTests {
  @Test func newPointsLandAmongTheirNeighbours() throws {
    let all = MadeUpPoints.blobs(660, 6, seed: 9)
    let known = all.rows(0..<600)
    let new = all.rows(600..<660)
    let map = try TSNE(points: known)
    for _ in 0..<500 { map.step() }
    let before = map.embedding
    let places = try map.places(of: new)
    #expect(map.embedding == before)
    let table = try NeighborIndex(known).neighbors(of: new, count: 15)
    let extent = before.elements.map(abs).max() ?? 0
    for row in 0..<60 {
      let place = SIMD2(places[row, 0], places[row, 1])
      let nearest = table.neighbors(of: row).map { other in
        let offset = place - SIMD2(before[other, 0], before[other, 1])
        return (offset * offset).sum().squareRoot()
      }.min()
      #expect(try #require(nearest) < extent / 10)
    }
    // A place does not depend on what else is placed.
    let alone = try map.places(of: new.rows([7]))
    #expect(Array(alone.elements) == Array(places.row(7)))
  }

  @Test func descentLowersTheCost() throws {
    let cloud = MadeUpPoints.cloud(300, 2, seed: 10, deviation: 8)
    let map = FixedMap(cloud)
    let neighbors = Array(0..<12)
    let probabilities = [Float](repeating: 1 / 12, count: 12)
    func cost(_ iterations: Int) -> Double {
      let place = map.place(
        neighbors: neighbors, probabilities: probabilities, iterations: iterations
      ) { false }
      return map.cost(of: place, neighbors: neighbors, probabilities: probabilities)
    }
    #expect(cost(5) < cost(0))
    #expect(cost(50) <= cost(5))
  }

  @Test func badPointsAreRefused() throws {
    let map = try TSNE(points: MadeUpPoints.cloud(40, 3, seed: 11))
    #expect(throws: PointsError.mismatch(what: "columns", expected: 3, found: 2)) {
      try map.places(of: Tensor(repeating: 0, shape: [1, 2]))
    }
    #expect(throws: PointsError.self) {
      try map.places(of: Tensor(repeating: .nan, shape: [1, 3]))
    }
    #expect(try map.places(of: Tensor(repeating: 0, shape: [0, 3])).shape == [0, 2])
    let empty = try TSNE(points: Tensor(repeating: 0, shape: [0, 3]))
    #expect(try empty.places(of: Tensor(repeating: 0, shape: [2, 3])).elements == [0, 0, 0, 0])
  }
}
