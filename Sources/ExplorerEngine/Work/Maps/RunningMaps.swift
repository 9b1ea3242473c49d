import Analysis
import Explorer
import Maps
import Tensors

/// The maps of all panels, iterated in turn.
struct RunningMaps {
  /// The embedding method; `nil` without maps.
  private(set) var method: MapMethod?
  /// The features of the panels.
  private(set) var features: [MapFeatures] = []
  /// The settings of t-SNE, with the current perplexity.
  private var settings = TSNESettings()
  private var maps: [MapComputation] = []
  private var scores: [[Double?]] = []
  private var isResting = false

  /// No maps.
  init() {}

  /// Prepares the maps of a request, with its own method or another one.
  init(
    _ method: MapMethod, _ request: MapRequest, _ points: MapPoints, team: WorkerTeam,
    isCancelled: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (String, Double) -> Void
  ) throws(MapError) {
    self.method = method
    features = request.panels
    settings = request.tsne
    for (index, panel) in request.panels.enumerated() {
      let settings = MapSettings(method: method, features: panel, tsne: request.tsne)
      let name = request.panels.count > 1 ? " \(index + 1)/\(request.panels.count)" : ""
      let monitor = WorkMonitor(isCancelled: isCancelled) { stage, fraction in
        progress("t-SNE \(stage.rawValue)\(name)", fraction)
      }
      maps.append(
        try MapComputation(points: points, settings: settings, team: team, monitor: monitor))
    }
  }

  /// Whether these are the maps of a request, at any iteration.
  func suits(_ request: MapRequest) -> Bool {
    features == request.panels && settings == request.tsne
  }

  /// Whether no map has an iteration left.
  var isFinished: Bool { maps.allSatisfy(\.isFinished) }

  /// Whether the maps have finished and have no scores yet.
  var needsScores: Bool { !maps.isEmpty && isFinished && scores.isEmpty && !isResting }

  /// The maps to post; `nil` without any.
  func update(isRunning: Bool) -> MapUpdate? {
    guard let method, !maps.isEmpty else { return nil }
    let panels = maps.indices.map { index in
      MapUpdate.Panel(
        features: features[index], layout: maps[index].layout,
        determinations: index < scores.count ? scores[index] : [])
    }
    return MapUpdate(method: method, panels: panels, isRunning: isRunning)
  }

  /// Runs one iteration of every map; false when interrupted.
  mutating func step(isCancelled: @Sendable () -> Bool) -> Bool {
    scores = []
    isResting = false
    var isDone = true
    for map in maps where !map.isFinished {
      if !map.step(isCancelled: isCancelled) { isDone = false }
    }
    return isDone
  }

  /// Computes how well neighbours on the maps predict the factors; false when interrupted.
  mutating func measure(
    _ points: MapPoints, team: WorkerTeam, isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    let monitor = WorkMonitor(isCancelled: isCancelled)
    let scores = try? maps.map { map throws(MapError) in
      try MapQuality.predictions(
        of: points, from: map.layout.positions, team: team, monitor: monitor
      ).map(\.determination)
    }
    guard let scores else { return false }
    self.scores = scores
    return true
  }

  /// Marks the maps as paused; paused maps get no scores.
  mutating func rest() { isResting = true }

  mutating func extend(by iterations: Int) {
    isResting = false
    for map in maps { map.extend(by: iterations) }
  }

  mutating func perturb() {
    (scores, isResting) = ([], false)
    for map in maps { map.perturb() }
  }

  mutating func changePerplexity(
    _ perplexity: Double, isCancelled: @escaping @Sendable () -> Bool
  ) throws(MapError) {
    let monitor = WorkMonitor(isCancelled: isCancelled)
    for map in maps { try map.changePerplexity(perplexity, monitor: monitor) }
    settings.perplexity = perplexity
    (scores, isResting) = ([], false)
  }

  /// The place of a code on every map; empty where the method has no out-of-sample placement.
  func places(of codes: Tensor, isCancelled: @escaping @Sendable () -> Bool) -> [MapPlace] {
    let monitor = WorkMonitor(isCancelled: isCancelled)
    let places = maps.compactMap { map -> MapPlace? in
      guard let place = try? map.places(of: codes, monitor: monitor), place.count == 2 else {
        return nil
      }
      return MapPlace(x: place.elements[0], y: place.elements[1])
    }
    return places.count == maps.count ? places : []
  }
}

/// The rate of iterations per second.
struct MapPace {
  private var start = ContinuousClock.now
  private var iterations = 0
  private(set) var perSecond: Double?

  /// Counts an iteration.
  mutating func count() {
    iterations += 1
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    guard elapsed >= 0.5 else { return }
    perSecond = Double(iterations) / elapsed
    start = .now
    iterations = 0
  }
}
