import Analysis
import Maps
import Tensors
import TestSupport
import Testing

/// Points of which nothing can be said still have a map, and words about it.
struct DegenerateMapTests {
  private static let clouds: [(String, Tensor, Bool)] = [
    ("none", Tensor(repeating: 0, shape: [0, 3]), false),
    ("one", Tensor(repeating: 4, shape: [1, 3]), true),
    ("two", MadeUpPoints.cloud(2, 3, seed: 1), true),
    ("constant", Tensor(repeating: 2, shape: [40, 3]), true),
    (
      "duplicates", Tensor(shape: [60, 2], elements: (0..<120).map { Float($0 / 40) }), true
    ),
    ("one feature", MadeUpPoints.cloud(50, 1, seed: 2), true),
    (
      "huge",
      Tensor(
        shape: [40, 2], elements: MadeUpPoints.cloud(40, 2, seed: 3).elements.map { $0 * 1e17 }),
      true
    ),
    (
      "tiny",
      Tensor(
        shape: [40, 2], elements: MadeUpPoints.cloud(40, 2, seed: 4).elements.map { $0 * 1e-38 }),
      true
    ),
  ]

  @Test("maps are finite and end", arguments: clouds.indices)
  func finite(index: Int) throws {
    let (name, cloud, isAdjusted) = Self.clouds[index]
    let points = try MadeUpPoints.points(cloud)
    var said: [String] = []
    for method in [MapMethod.tsne, .principalComponents, .axes(x: 0, y: 0)] {
      var settings = MapSettings(method: method)
      (settings.tsne.iterations, settings.tsne.exaggeratedIterations) = (40, 20)
      let map = try MapComputation(points: points, settings: settings, team: WorkerTeam(count: 1))
      while map.step() {}
      map.perturb()
      let layout = map.layout
      #expect(layout.positions.shape == [cloud.rowCount, 2])
      #expect(layout.positions.elements.allSatisfy { $0.isFinite }, "\(name), \(method)")
      #expect(layout.explained.allSatisfy { $0 >= 0 && $0 < 1.000_001 }, "\(name), \(method)")
      said += layout.adjustments
      let quality = try MapQuality(
        of: layout.positions, points: points, features: map.features, team: WorkerTeam(count: 1))
      #expect((quality.neighborhoods == nil) == (cloud.rowCount < 3 || map.features.isEmpty))
      #expect(quality.neighborhoods?.trustworthiness.isFinite ?? true)
    }
    #expect(said.isEmpty != isAdjusted, "\(name): \(said)")
    #expect(said.allSatisfy { !$0.contains("\n") })
  }

  @Test("a perplexity that is none is refused", arguments: [0, 0.9, -1, .nan, .infinity])
  func perplexity(value: Double) throws {
    var settings = MapSettings()
    settings.tsne.perplexity = value
    let error = #expect(throws: MapError.self) {
      try MapComputation(
        points: try MadeUpPoints.points(MadeUpPoints.cloud(9, 2, seed: 1)), settings: settings)
    }
    #expect(error?.description == "perplexity: expected a number from 1, found \(value)")
  }

  @Test("preparing a map can be given up")
  func cancelled() throws {
    for method in [MapMethod.tsne, .principalComponents] {
      #expect(throws: MapError.cancelled) {
        try MapComputation(
          points: try MadeUpPoints.points(MadeUpPoints.cloud(500, 4, seed: 1)),
          settings: MapSettings(method: method), monitor: WorkMonitor(isCancelled: { true }))
      }
    }
  }
}
