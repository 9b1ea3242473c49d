import Analysis
import Explorer
import Maps
import Tensors

/// Maps that exist only as numbers, by formulas, so that screens look the same on every machine.
struct MadeUpMap {
  var model = MadeUpModel()
  var count = 240
  var label = "240 simulated, seed 1009"
  var adjustments: [String] = []

  private(set) var request = MapRequest()
  private(set) var iteration = 0
  private(set) var isRunning = false
  private(set) var perplexity = 30.0

  static let kinds = ["elliptical", "spiral", "merger"]
  static let iterationCount = 750

  /// A pseudo-random number from -1 to 1.
  private func noise(_ index: Int, _ lane: Int) -> Float {
    var random = CounterRandom(seed: 1009, stream: .exploration, step: lane, row: index)
    return Float(2 * random.nextUniform() - 1)
  }

  /// Codes in three clouds along the first latents.
  var features: Tensor {
    let elements = (0..<count).flatMap { index in
      (0..<model.latentCount).map { latent in
        let cloud = Float(index % 3 - 1) * (latent < 2 ? 1.5 : 0)
        return cloud + (noise(index, latent) + noise(index, latent + 50)) / 2
      }
    }
    return Tensor(shape: [count, model.latentCount], elements: elements)
  }

  var points: MapPoints {
    get throws {
      let features = features
      func latent(_ index: Int) -> [Double] {
        (0..<count).map { Double(features.elements[$0 * model.latentCount + index]) }
      }
      let names = (0..<model.latentCount).map { "z\($0)" }
      return try MapPoints(
        label: label, features: features, featureNames: names,
        auxiliaryCount: model.auxiliaryCount,
        columns: [
          MapColumn(
            name: "flux", unit: "counts", role: .factor,
            values: .continuous(latent(0).map { 2500 + 1000 * $0 })),
          MapColumn(
            name: "kind", role: .factor,
            values: .categories(names: Self.kinds, indices: (0..<count).map { $0 % 3 })),
        ]
          + names.indices.map {
            MapColumn(name: names[$0], role: .latent, values: .continuous(latent($0)))
          } + [
            MapColumn(
              name: "anomaly score", role: .anomaly,
              values: .continuous((0..<count).map { Double(noise($0, 9).magnitude) }))
          ])
    }
  }

  /// The clouds in a triangle, growing apart with the iterations.
  private func positions(_ panel: Int) -> Tensor {
    let spread = Float(min(iteration, Self.iterationCount)) / Float(Self.iterationCount)
    let corners: [(Float, Float)] = [(-4, -2), (4, -2), (0, 4)]
    let elements = (0..<count).flatMap { index -> [Float] in
      let corner = corners[(index + panel) % 3]
      return [
        corner.0 * (0.2 + spread) + noise(index, 3) + noise(index, 4),
        corner.1 * (0.2 + spread) + noise(index, 5) + noise(index, 6),
      ]
    }
    return Tensor(shape: [count, 2], elements: elements)
  }

  private func layout(_ panel: Int) throws -> MapLayout {
    switch request.method {
    case .axes:
      return try MapComputation(points: points, settings: MapSettings(method: request.method))
        .layout
    case .principalComponents:
      return MapLayout(positions: positions(panel), explained: [0.5, 0.25])
    case .tsne:
      let isDone = iteration >= Self.iterationCount
      return MapLayout(
        positions: positions(panel), iteration: iteration,
        iterationCount: max(Self.iterationCount, iteration),
        cost: iteration > 0 ? 1.25 + 100 / Double(50 + iteration) : nil,
        gradientNorm: iteration > 0 ? 0.5 / Double(iteration) : nil,
        exaggeration: iteration < 250 ? 12 : 1, perplexity: perplexity, isFinished: isDone,
        adjustments: adjustments)
    }
  }

  /// The maps as they are now.
  func update() throws -> MapUpdate {
    MapUpdate(
      method: request.method,
      panels: try request.panels.enumerated().map { index, features in
        let layout = try layout(index)
        return MapUpdate.Panel(
          features: features, layout: layout,
          determinations: layout.isFinished ? [0.98 - 0.3 * Double(index), nil] : [])
      }, isRunning: isRunning, iterationsPerSecond: isRunning ? 25 : nil)
  }

  /// A running map, like a real one before its end.
  mutating func moving(at iteration: Int) throws -> MapUpdate {
    (self.iteration, isRunning) = (iteration, true)
    return try update()
  }

  mutating func start(_ request: MapRequest) {
    self.request = request
    perplexity = request.tsne.perplexity
    (iteration, isRunning) = (Self.iterationCount, false)
  }

  mutating func steer(_ steering: MapSteering) {
    isRunning = false
    switch steering {
    case .run: iteration = max(iteration + 250, Self.iterationCount)
    case .step: iteration += 1
    case .perplexity(let value): perplexity = value
    case .pause, .perturb: break
    }
  }

  /// The inspection of a place, by the formulas of the real engine.
  func inspection(_ request: MapInspectionRequest) -> MapInspection? {
    let decoding = MapDecoding(points: request.points, positions: request.positions)
    let place = (x: request.place.x, y: request.place.y)
    guard let nearest = decoding.neighbors(of: place, count: 1).first?.point else { return nil }
    let code = decoding.features(at: place, count: MapInspectionRequest.meanCount)
    let twin = model.decode(Array(request.points.features.row(nearest)))
    let pictures = MapInspection.Decoding(twin: twin, place: model.decode(code))
    return MapInspection(
      place: request.place, nearest: nearest,
      neighbors: decoding.nearestInFeatures(
        of: nearest, count: MapInspectionRequest.neighborCount
      ).map { MapInspection.Neighbor(point: $0.point, distance: $0.distance) },
      sample: request.areCodes ? twin : nil, code: code,
      decoding: request.areCodes ? pictures : nil)
  }
}
