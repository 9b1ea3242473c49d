import Analysis
import Maps
import Synchronization
import Tensors
import TestSupport
import Testing

/// How faithful maps are.
struct MapQualityTests {
  private func column(_ name: String, _ role: MapColumn.Role, _ values: [Float]) -> MapColumn {
    MapColumn(name: name, role: role, values: .continuous(values.map(Double.init)))
  }

  @Test(
    "factors are predicted by the means of their ten nearest points on the map, written out",
    arguments: 0..<3)
  func predictions(seed: Int) throws {
    let count = 80
    let positions = MadeUpPoints.cloud(count, 2, seed: seed)
    let noise = MadeUpPoints.cloud(count, 1, seed: seed + 50).elements
    let followed = (0..<count).map { 2 * positions[$0, 0] + 0.1 * noise[$0] }
    var unknown = followed
    unknown[3] = .nan
    let points = try MadeUpPoints.points(
      MadeUpPoints.cloud(count, 3, seed: seed + 20),
      columns: [
        column("followed", .factor, followed), column("unknown", .factor, unknown),
        column("latent", .latent, followed), column("noise", .factor, noise),
      ])
    let quality = try MapQuality(
      of: positions, points: points, features: [0, 1], team: WorkerTeam(count: 1))
    #expect(quality.predictions.map(\.name) == ["followed", "unknown", "noise"])
    #expect(quality.predictions[1].determination == nil && quality.predictedCount == count)
    for (index, values) in [(0, followed), (2, noise)] {
      let mean = values.reduce(0.0) { $0 + Double($1) } / Double(count)
      var (residual, total) = (0.0, 0.0)
      for row in 0..<count {
        let nearest = (0..<count).filter { $0 != row }.sorted { left, right in
          func square(_ other: Int) -> Float {
            let (x, y) = (
              positions[other, 0] - positions[row, 0], positions[other, 1] - positions[row, 1]
            )
            return x * x + y * y
          }
          return square(left) < square(right)
        }.prefix(10)
        let predicted = nearest.reduce(0.0) { $0 + Double(values[$1]) } / 10
        residual += (Double(values[row]) - predicted) * (Double(values[row]) - predicted)
        total += (Double(values[row]) - mean) * (Double(values[row]) - mean)
      }
      let found = try #require(quality.predictions[index].determination)
      #expect(abs(found - (1 - residual / total)) < 1e-6, "seed \(seed)")
    }
    let direct = try EmbeddingQuality(points: points.features([0, 1]), embedding: positions)
    #expect(quality.neighborhoods == direct, "seed \(seed)")
  }

  @Test("a prediction is given up in the middle, a few samples after it is asked to")
  func cancellation() throws {
    let count = 4000
    let positions = MadeUpPoints.cloud(count, 2, seed: 3)
    let points = try MadeUpPoints.points(
      positions, columns: [column("side", .factor, (0..<count).map { positions[$0, 0] })])
    let questions = Mutex(0)
    let monitor = WorkMonitor(isCancelled: {
      questions.withLock { asked in
        asked += 1
        return asked > 5
      }
    })
    #expect(throws: MapError.cancelled) {
      try MapQuality.predictions(
        of: points, from: positions, team: WorkerTeam(count: 1), monitor: monitor)
    }
    #expect(questions.withLock { $0 } == 7, "one more for the worker, one for the caller")
  }

  @Test("the more points, the smaller the share whose neighbourhoods are examined")
  func limits() {
    let limits = [0, 10, 10_000, 20_000, 100_000, 1_000_000].map(MapQuality.examinedLimit)
    #expect(limits == [5_000, 5_000, 5_000, 2_500, 500, 500])
  }

  @Test("the panels of tied and remaining latents tell what each knows")
  func panels() throws {
    // Two features carry the factors, the third is noise.
    let features = MadeUpPoints.cloud(400, 3, seed: 5)
    let points = try MadeUpPoints.points(
      features, auxiliaryCount: 2,
      columns: (0..<2).map { factor in
        column("u\(factor)", .factor, (0..<400).map { features[$0, factor] })
      })
    var determinations: [MapFeatures: [Double]] = [:]
    for panel in [MapFeatures.auxiliary, .remaining] {
      let map = try MapComputation(
        points: points, settings: MapSettings(method: .principalComponents, features: panel))
      determinations[panel] = try MapQuality(
        of: map.layout.positions, points: points, features: map.features
      ).predictions.compactMap(\.determination)
    }
    #expect(try #require(determinations[.auxiliary]).allSatisfy { $0 > 0.9 })
    #expect(try #require(determinations[.remaining]).allSatisfy { $0 < 0.1 })
  }
}
