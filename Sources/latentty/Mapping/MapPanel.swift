import Analysis
import Maps
import Tensors

/// A finished map of some features.
struct MapPanel {
  /// Which features.
  let features: MapFeatures
  /// Their indices.
  let indices: [Int]
  /// The map.
  let layout: MapLayout
  /// KL(P || Q) of the final map with the normalisation summed over all pairs, nat; `nil` without t-SNE.
  let cost: Double?
  /// From the features to the final map, cost and quality not counted.
  let seconds: Double
  /// What was measured of it.
  let quality: MapQuality

  /// Computes a map.
  ///
  /// - Throws: `MapError`.
  init(
    of points: MapPoints, settings: MapSettings, title: String, watched: WatchedWork
  ) throws(MapError) {
    let team = WorkerTeam()
    let monitor = WorkMonitor(
      isCancelled: watched.isCancelled,
      progress: { stage, share in watched.show("\(title): \(Self.name(stage))", share) })
    let clock = ContinuousClock()
    let start = clock.now
    let computation = try MapComputation(
      points: points, settings: settings, team: team, monitor: monitor)
    let total = settings.tsne.iterations
    var iteration = 0
    while computation.step(isCancelled: watched.isCancelled) {
      iteration += 1
      watched.show(
        "\(title): iteration \(iteration) of \(total)", Double(iteration) / Double(total))
    }
    let layout = computation.layout
    guard layout.isFinished, !watched.isCancelled() else { throw .cancelled }
    seconds = (clock.now - start) / .seconds(1)
    watched.show("\(title): cost and quality", 1)
    cost = computation.exactCost(isCancelled: watched.isCancelled)
    features = settings.features
    indices = computation.features
    self.layout = layout
    quality = try MapQuality(
      of: layout.positions, points: points, features: computation.features,
      seed: settings.tsne.seed, team: team,
      monitor: WorkMonitor(isCancelled: watched.isCancelled))
  }

  private static func name(_ stage: WorkMonitor.Stage) -> String {
    switch stage {
    case .neighbors: "neighbours"
    case .calibration: "perplexity"
    case .symmetrization: "symmetry"
    }
  }
}
