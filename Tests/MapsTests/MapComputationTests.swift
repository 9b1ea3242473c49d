import Analysis
import Maps
import Tensors
import TestSupport
import Testing

/// Maps while they are computed.
struct MapComputationTests {
  private func computation(
    _ points: MapPoints, _ method: MapMethod, features: MapFeatures = .all, iterations: Int = 30,
    perplexity: Double = 5, initial: Tensor? = nil
  ) throws -> MapComputation {
    var tsne = TSNESettings()
    (tsne.iterations, tsne.exaggeratedIterations, tsne.perplexity) = (iterations, 10, perplexity)
    tsne.costInterval = 1
    return try MapComputation(
      points: points, settings: MapSettings(method: method, features: features, tsne: tsne),
      initial: initial, team: WorkerTeam(count: 1))
  }

  private func run(_ map: MapComputation) {
    while map.step() {}
  }

  @Test(
    "a map is that of the chosen features alone", arguments: [MapMethod.tsne, .principalComponents])
  func chosenFeatures(method: MapMethod) throws {
    let all = MadeUpPoints.cloud(60, 5, seed: 1)
    let points = try MadeUpPoints.points(all, auxiliaryCount: 2)
    for (features, kept) in [
      (MapFeatures.auxiliary, [0, 1]), (.remaining, [2, 3, 4]), (.chosen([4, 1]), [4, 1]),
    ] {
      let map = try computation(points, method, features: features)
      let alone = try computation(try MadeUpPoints.points(points.features(kept)), method)
      run(map)
      run(alone)
      #expect(map.features == kept)
      #expect(map.layout.positions == alone.layout.positions)
    }
  }

  @Test("t-SNE ends after its iterations, and separates what is separate")
  func steps() throws {
    let (cloud, blobs) = MadeUpPoints.blobs(150, 6, seed: 2)
    let map = try computation(
      try MadeUpPoints.points(cloud), .tsne, iterations: 250, perplexity: 10)
    #expect(!map.layout.isFinished && map.layout.exaggeration == 12 && map.layout.cost == nil)
    let before = map.layout
    #expect(!map.step(isCancelled: { true }) && map.layout == before)
    var count = 0
    while map.step() { count += 1 }
    let layout = map.layout
    #expect(count == 250 && layout.iteration == 250 && layout.isFinished)
    #expect(layout.exaggeration == 1 && layout.perplexity == 10)
    let quality = try MapQuality(
      of: layout.positions,
      points: MadeUpPoints.points(
        cloud,
        columns: [
          MapColumn(
            name: "blob", role: .factor,
            values: .categories(names: ["0", "1", "2"], indices: blobs))
        ]), features: map.features)
    #expect(try #require(quality.predictions.first?.determination) > 0.99)
    #expect(try #require(quality.neighborhoods).trustworthiness > 0.9)
    // The last gradient's own normalisation and the sum over all pairs are two routes to the cost.
    let exact = try #require(map.exactCost())
    map.extend(by: 1)
    #expect(map.step())
    let interpolated = try #require(map.layout.cost)
    #expect(abs(interpolated - exact) < 1e-3)
  }

  @Test("a disturbed map goes on for a while, from where it was")
  func disturbances() throws {
    let map = try computation(try MadeUpPoints.points(MadeUpPoints.cloud(80, 4, seed: 3)), .tsne)
    run(map)
    let rest = map.layout
    map.perturb()
    #expect(!map.layout.isFinished && map.layout.positions != rest.positions)
    #expect(map.layout.iterationCount == rest.iteration + MapComputation.settlingCount)
    let disturbed = map.layout.positions
    try map.changePerplexity(8)
    #expect(map.layout.perplexity == 8 && map.layout.positions == disturbed)
    #expect(throws: MapError.badPerplexity(0.5)) { try map.changePerplexity(0.5) }
    #expect(throws: MapError.cancelled) {
      try map.changePerplexity(20, monitor: WorkMonitor(isCancelled: { true }))
    }
    #expect(map.layout.perplexity == 8)
  }

  @Test("principal components agree with the projection, and say how much they explain")
  func components() throws {
    let cloud = MadeUpPoints.cloud(90, 4, seed: 4)
    let stretched = Tensor(
      shape: cloud.shape,
      elements: cloud.elements.enumerated().map { $1 * [1, 5, 3, 0.5][$0 % 4] })
    let map = try computation(try MadeUpPoints.points(stretched), .principalComponents)
    let layout = map.layout
    let projection = try PrincipalProjection(stretched, count: 2)
    #expect(layout.positions == projection.scores(of: stretched))
    #expect(layout.explained == projection.explainedRatios)
    #expect(layout.isFinished && !map.step() && layout.adjustments.isEmpty)
    // The variances of both columns by their definition.
    for axis in 0..<2 {
      let values = (0..<90).map { Double(layout.positions[$0, axis]) }
      let mean = values.reduce(0, +) / 90
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 89
      #expect(abs(variance / projection.totalVariance - layout.explained[axis]) < 1e-5)
    }
  }

  @Test("axes are the values themselves, of features and columns")
  func axes() throws {
    let cloud = MadeUpPoints.cloud(20, 3, seed: 5)
    var unknown = [Double](repeating: 1, count: 20)
    unknown[7] = .nan
    let points = try MadeUpPoints.points(
      cloud,
      columns: [
        MapColumn(
          name: "kind", role: .other,
          values: .categories(names: ["a", "b"], indices: (0..<20).map { $0 % 2 })),
        MapColumn(name: "unknown", role: .factor, values: .continuous(unknown)),
      ])
    let map = try computation(points, .axes(x: 2, y: 3))
    for row in 0..<20 {
      #expect(map.layout.positions[row, 0] == cloud[row, 2])
      #expect(map.layout.positions[row, 1] == Float(row % 2))
    }
    #expect(throws: MapError.notPlaceable(column: "kind")) { try map.places(of: cloud) }
    let features = try computation(points, .axes(x: 1, y: 0))
    #expect(try features.places(of: cloud) == features.layout.positions)
    #expect(throws: MapError.unknownOnAxis(points: "cloud", column: "unknown", row: 7)) {
      try computation(points, .axes(x: 0, y: 4))
    }
    #expect(throws: MapError.noSuchAxis(points: "cloud", index: 5, count: 5)) {
      try computation(points, .axes(x: 5, y: 0))
    }
  }

  @Test("new points that are old ones land where those are")
  func places() throws {
    let (cloud, _) = MadeUpPoints.blobs(90, 4, seed: 6)
    let points = try MadeUpPoints.points(cloud)
    let projection = try computation(points, .principalComponents, features: .chosen([2, 0]))
    #expect(try projection.places(of: cloud) == projection.layout.positions)
    let map = try computation(points, .tsne, iterations: 300)
    run(map)
    let places = try map.places(of: cloud.rows(0..<9))
    let decoding = MapDecoding(points: points, positions: map.layout.positions)
    for row in 0..<9 {
      let nearest = decoding.neighbors(of: (places[row, 0], places[row, 1]), count: 10)
      #expect(nearest.contains { $0.point == row }, "row \(row)")
    }
    #expect(throws: MapError.self) { try map.places(of: Tensor(repeating: .nan, shape: [1, 4])) }
    #expect(
      throws: MapError.points(.mismatch(what: "columns", expected: 4, found: 3))
    ) { try map.places(of: Tensor(repeating: 0, shape: [1, 3])) }
  }
}
