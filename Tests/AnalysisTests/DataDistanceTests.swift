import Tensors
import Testing

@testable import Analysis

struct DataDistanceTests {
  private func cloud(
    seed: UInt64, count: Int, deviations: [Float]
  ) -> Tensor {
    var random = CounterRandom(seed: seed, stream: .exploration)
    return Tensor(shape: [count, deviations.count]) { codes in
      for index in codes.indices {
        codes[index] = deviations[index % deviations.count] * Float(random.nextGaussian())
      }
    }
  }

  /// The same distances by the plainest loop in double precision.
  private func nearest(
    _ point: [Float], _ codes: Tensor, _ scales: [Float], excluding excluded: Int? = nil
  ) -> (distance: Double, index: Int) {
    var best = (distance: Double.infinity, index: -1)
    for code in 0..<codes.rowCount where code != excluded {
      let square = zip(zip(codes.row(code), point), scales).reduce(0.0) { sum, item in
        let difference = Double(item.0.0 - item.0.1) / Double(item.1)
        return sum + difference * difference
      }
      if square.squareRoot() < best.distance { best = (square.squareRoot(), code) }
    }
    return best
  }

  @Test(arguments: 0..<20) func agreesWithThePlainSearch(_ seed: UInt64) throws {
    var random = CounterRandom(seed: seed, stream: .measurement)
    let latentCount = Int.random(in: 1...20, using: &random)
    let deviations = (0..<latentCount).map { _ in Float(0.5 + random.nextUniform()) }
    let count = Int.random(in: 2...150, using: &random)
    let codes = cloud(seed: seed, count: count, deviations: deviations)
    let data = try #require(DataDistance(codes: codes, deviations: deviations))
    let own = (0..<count).map {
      nearest(Array(codes.row($0)), codes, deviations, excluding: $0).distance
    }.sorted()
    #expect(abs(Double(data.typicalDistance) - own[(count + 1) / 2 - 1]) < 1e-4, "seed \(seed)")
    for _ in 0..<10 {
      let point = deviations.map { Float(2 * random.nextGaussian()) * $0 }
      let expected = nearest(point, codes, deviations)
      let measure = data.measure(point)
      #expect(abs(Double(measure.distance) - expected.distance) < 1e-4, "seed \(seed)")
      #expect(measure.nearestIndex == expected.index, "seed \(seed)")
      let share = Double(own.count { $0 >= expected.distance }) / Double(count)
      #expect(abs(Double(measure.lonelierShare) - share) <= 1 / Double(count), "seed \(seed)")
    }
  }

  @Test func quantilesAreThoseOfTheNeighbourDistances() throws {
    // Gaps of 1, 2, ..., 19 between twenty codes on a line; each code's nearest lies below it.
    let positions = (0..<20).map { Float($0 * ($0 + 1) / 2) }
    let data = try #require(
      DataDistance(codes: Tensor(shape: [20, 1], elements: positions), deviations: [1]))
    // Own distances: 1, 1, 2, ..., 19.
    #expect(data.typicalDistance == 9)
    #expect(data.remoteDistance == 18)
    #expect(data.measure([190]).lonelierShare == 1)
    #expect(data.measure([191]).lonelierShare == 1)
    #expect(data.measure([208]).lonelierShare == 0.1)
    #expect(data.measure([209]).lonelierShare == 0.05)
    #expect(data.measure([210]).lonelierShare == 0)
    #expect(data.measure([210]).nearestIndex == 19)
  }

  @Test func aCodeIsAmongTheDataAndFarAwayIsNot() throws {
    let deviations = [Float](repeating: 1, count: 10)
    let codes = cloud(seed: 1, count: 2000, deviations: deviations)
    let data = try #require(DataDistance(codes: codes, deviations: deviations))
    let code = data.measure(Array(codes.row(77)))
    #expect(code.distance == 0 && code.lonelierShare == 1 && code.nearestIndex == 77)
    let far = data.measure(Array(repeating: 5, count: 10))
    #expect(far.lonelierShare == 0 && far.distance > data.remoteDistance)
    #expect(data.typicalDistance < data.remoteDistance)
  }

  /// A latent that never varies must neither swamp the others nor be ignored.
  @Test(arguments: [0, 1e-6, 0.01, 0.05]) func stillLatentCountsLikeTheOthers(
    _ stillDeviation: Float
  ) throws {
    let deviations: [Float] = [1, 0.8, stillDeviation]
    let codes = cloud(seed: 2, count: 500, deviations: deviations)
    let data = try #require(DataDistance(codes: codes, deviations: deviations))
    let live = try #require(
      DataDistance(
        codes: Tensor(
          shape: [500, 2], elements: (0..<500).flatMap { codes.row($0).prefix(2) }),
        deviations: [1, 0.8]))
    #expect(abs(data.typicalDistance - live.typicalDistance) < 0.1)
    var point = Array(codes.row(3))
    point[2] = 1
    #expect(abs(data.measure(point).distance - 1) < 0.2)
    point[2] = 10
    #expect(abs(data.measure(point).distance - 10) < 0.2)
    #expect(data.measure(point).lonelierShare == 0)
  }

  @Test func cloudWithoutAnyDeviationUsesTheLatentsOwnUnits() throws {
    let codes = Tensor(repeating: 2, shape: [3, 2])
    let data = try #require(DataDistance(codes: codes, deviations: [0, 0]))
    #expect(data.typicalDistance == 0)
    #expect(data.measure([2, 2]).lonelierShare == 1)
    #expect(data.measure([2, 5]) == .init(distance: 3, lonelierShare: 0, nearestIndex: 0))
  }

  @Test func needsTwoFiniteCodes() {
    func data(_ elements: [Float]) -> DataDistance? {
      DataDistance(codes: Tensor(shape: [elements.count, 1], elements: elements), deviations: [1])
    }
    #expect(data([]) == nil)
    #expect(data([1]) == nil)
    #expect(data([1, .nan]) == nil)
    #expect(data([.infinity, 1]) == nil)
    #expect(data([1, .nan, 2])?.typicalDistance == 1)
  }

  @Test func pointThatIsNotFiniteIsOutside() throws {
    let data = try #require(
      DataDistance(codes: Tensor(shape: [2, 1], elements: [0, 1]), deviations: [.nan]))
    for value in [Float.nan, .infinity, -.infinity] {
      let measure = data.measure([value])
      #expect(measure == .init(distance: .infinity, lonelierShare: 0, nearestIndex: nil))
    }
  }
}
