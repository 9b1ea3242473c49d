import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Analysis

struct NeighborIndexTests {
  /// The same neighbours by sorting all distances in double precision.
  private func neighbors(of point: [Float], among points: Tensor, excluding: Int?, count: Int)
    -> [Int]
  {
    let distances = (0..<points.rowCount).filter { $0 != excluding }.map { other in
      let square = zip(point, points.row(other)).reduce(0.0) { sum, pair in
        let difference = Double(pair.0) - Double(pair.1)
        return sum + difference * difference
      }
      return (square, other)
    }
    return distances.sorted { $0 < $1 }.prefix(count).map(\.1)
  }

  private func expectExact(_ points: Tensor, count: Int, _ comment: Comment) throws {
    let table = try NeighborIndex(points).neighbors(count: count)
    for row in stride(from: 0, to: points.rowCount, by: max(1, points.rowCount / 25)) {
      let expected = neighbors(
        of: Array(points.row(row)), among: points, excluding: row, count: count)
      #expect(table.neighbors(of: row) == expected, comment)
    }
  }

  @Test(arguments: 0..<12) func agreesWithTheSortedDistances(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let (count, dimensions) = (random.integer(2...300), random.integer(1...70))
    let points = MadeUpPoints.blobs(count, dimensions, seed: seed)
    try expectExact(points, count: min(count - 1, random.integer(1...120)), "seed \(seed)")
  }

  @Test(arguments: 0..<6) func equalDistancesComeInTheOrderOfTheIndices(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let elements = (0..<600).map { _ in Float(random.integer(0...3)) }
    try expectExact(Tensor(shape: [300, 2], elements: elements), count: 40, "seed \(seed)")
  }

  @Test func duplicatesAreNeighboursOfEachOther() throws {
    try expectExact(Tensor(repeating: 3, shape: [500, 4]), count: 90, "all equal")
  }

  @Test func distancesFarFromTheOriginKeepTheirDigits() throws {
    var points = MadeUpPoints.cloud(200, 3, seed: 1)
    points.withUnsafeMutableElements { elements in
      for index in elements.indices { elements[index] += index < 300 ? 1e5 : -1e5 }
    }
    try expectExact(points, count: 50, "two clouds")
  }

  @Test(arguments: [2, 3, 7]) func numberOfWorkersDoesNotMatter(threads: Int) throws {
    let points = MadeUpPoints.blobs(1000, 10, seed: 2)
    let index = try NeighborIndex(points, team: WorkerTeam(count: threads))
    let table = try index.neighbors(count: 30, team: WorkerTeam(count: threads))
    let single = try NeighborIndex(points, team: WorkerTeam(count: 1))
      .neighbors(count: 30, team: WorkerTeam(count: 1))
    #expect(Array(table.indices.elements) == Array(single.indices.elements))
    #expect(Array(table.squaredDistances.elements) == Array(single.squaredDistances.elements))
  }

  @Test(arguments: 0..<4) func otherPointsFindTheirNeighbours(seed: Int) throws {
    let points = MadeUpPoints.blobs(200, 5, seed: seed)
    let queries = MadeUpPoints.cloud(70, 5, seed: seed + 100, deviation: 3)
    let table = try NeighborIndex(points).neighbors(of: queries, count: 12)
    for row in 0..<queries.rowCount {
      let query = Array(queries.row(row))
      let expected = neighbors(of: query, among: points, excluding: nil, count: 12)
      #expect(table.neighbors(of: row) == expected, "seed \(seed)")
      let offset = zip(query, points.row(expected[0])).reduce(0.0) {
        $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
      }
      #expect(abs(Double(table.distances(of: row)[0]) - offset.squareRoot()) < 1e-5)
    }
  }

  @Test func badPointsAreRefusedInOneLine() {
    func message(_ points: Tensor) -> String? {
      do {
        _ = try NeighborIndex(points)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message(Tensor(shape: [2, 2], elements: [1, 2, 3, .nan]))
        == "points: row 1, column 1: expected a finite number, found nan")
    #expect(message(Tensor(shape: [1, 1], elements: [-.infinity]))?.contains("-inf") == true)
    #expect(message(Tensor(shape: [1, 1], elements: [1e20]))?.contains("at most") == true)
    #expect(message(Tensor(repeating: 0, shape: [4]))?.contains("[4]") == true)
    #expect(message(Tensor(repeating: 0, shape: [0, 3])) == nil)
  }

  @Test func cancelledSearchStops() throws {
    let points = MadeUpPoints.blobs(3000, 10, seed: 3)
    let asked = Mutex(0)
    let monitor = WorkMonitor(
      isCancelled: {
        asked.withLock {
          $0 += 1
          return $0 > 20
        }
      })
    let index = try NeighborIndex(points)
    #expect(throws: PointsError.cancelled) { try index.neighbors(count: 30, monitor: monitor) }
    #expect(throws: PointsError.cancelled) {
      try NeighborIndex(points, monitor: WorkMonitor(isCancelled: { true }))
    }
    // After the first refusal each worker asks at most once more per block that it had begun.
    #expect(asked.withLock { $0 } < 20 + 8 * WorkerTeam.processorCount)
  }
}
