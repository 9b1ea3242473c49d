import Maps
import Tensors
import TestSupport
import Testing

/// What lies at any place of a map.
struct MapDecodingTests {
  private func decoding(_ count: Int, seed: Int) throws -> (MapDecoding, Tensor, Tensor) {
    let features = MadeUpPoints.cloud(count, 4, seed: seed)
    let positions = MadeUpPoints.cloud(count, 2, seed: seed + 100)
    let points = try MadeUpPoints.points(features)
    return (MapDecoding(points: points, positions: positions), features, positions)
  }

  private func distance(_ left: ArraySlice<Float>, _ right: [Float]) -> Double {
    zip(left, right).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
  }

  @Test("the nearest are those of sorted distances", arguments: 0..<5)
  func nearest(seed: Int) throws {
    let (decoding, features, positions) = try decoding(70, seed: seed)
    var random = CounterRandom(testCase: seed)
    let place = random.floats(2)
    let count = random.integer(1...70)
    let found = decoding.neighbors(of: (place[0], place[1]), count: count)
    let sorted = (0..<70).sorted {
      distance(positions.row($0), place) < distance(positions.row($1), place)
    }
    #expect(found.map(\.point) == Array(sorted.prefix(count)), "seed \(seed)")
    for (point, length) in found {
      #expect(abs(Double(length) - distance(positions.row(point), place)) < 1e-5, "seed \(seed)")
    }
    let own = Array(features.row(3))
    let others = (0..<70).filter { $0 != 3 }.sorted {
      distance(features.row($0), own) < distance(features.row($1), own)
    }
    #expect(
      decoding.nearestInFeatures(of: 3, count: count).map(\.point) == Array(others.prefix(count)),
      "seed \(seed)")
  }

  @Test(
    "a point's own place has its own features, and places between have those between",
    arguments: 0..<5)
  func features(seed: Int) throws {
    let (decoding, features, positions) = try decoding(50, seed: seed)
    let own = decoding.features(at: (positions[7, 0], positions[7, 1]), count: 6)
    #expect(own == Array(features.row(7)), "seed \(seed)")
    let near = decoding.features(at: (positions[7, 0] + 1e-4, positions[7, 1]), count: 6)
    #expect(distance(features.row(7), near) < 1e-3, "seed \(seed)")
    let place = (Float(0.1), Float(-0.2))
    let neighbors = decoding.neighbors(of: place, count: 6)
    let mixed = decoding.features(at: place, count: 6)
    // Shepard's weights, written out.
    let weights = neighbors.map { 1 / (Double($0.distance) * Double($0.distance)) }
    for feature in 0..<4 {
      let values = neighbors.map { Double(features[$0.point, feature]) }
      let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
      #expect(abs(mean - Double(mixed[feature])) < 1e-5, "seed \(seed)")
      let (least, most) = (values.min() ?? 0, values.max() ?? 0)
      #expect(mean >= least && mean <= most, "seed \(seed)")
    }
  }

  @Test("far away, and with few or equal points, features are still finite")
  func extremes() throws {
    let (decoding, _, _) = try decoding(10, seed: 9)
    #expect(decoding.features(at: (1e30, -1e30), count: 5).allSatisfy { $0.isFinite })
    #expect(decoding.features(at: (0, 0), count: 100).count == 4)
    let twins = MapDecoding(
      points: try MadeUpPoints.points(Tensor(shape: [2, 1], elements: [1, 3])),
      positions: Tensor(repeating: 5, shape: [2, 2]))
    #expect(twins.features(at: (5, 5), count: 2) == [2])
    #expect(twins.features(at: (6, 5), count: 2) == [2])
    let none = MapDecoding(
      points: try MadeUpPoints.points(Tensor(repeating: 0, shape: [0, 1])),
      positions: Tensor(repeating: 0, shape: [0, 2]))
    #expect(none.features(at: (0, 0), count: 2).isEmpty)
  }
}
