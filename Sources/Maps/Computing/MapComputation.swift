package import Analysis
package import Tensors

/// A map while it is computed.
///
/// Belongs to the thread that steps it. Principal components and axes are complete from the start; t-SNE
/// takes one step per iteration. To pause, do not step.
package final class MapComputation {
  /// The points.
  package let points: MapPoints
  /// The settings of the map; the perplexity is the initial one.
  package let settings: MapSettings
  /// The indices of the features that the map is of; empty for axes.
  package let features: [Int]

  private let kind: Kind
  private var iterationCount: Int

  private enum Kind {
    case projection(MapProjection)
    case axes(MapAxes)
    case tsne(TSNE)
  }

  /// The further iterations of a finished map after a perturbation.
  package static let settlingCount = 250

  /// Prepares a map; for t-SNE this finds all neighbours, the longest single step of its work.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - settings: The settings of the map.
  ///   - initial: The initial map of t-SNE, `[points, 2]`; principal components unless given.
  ///   - team: The workers.
  ///   - monitor: Follows and stops the preparation.
  /// - Throws: ``MapError`` when the features or axes do not exist, or the work was cancelled.
  package init(
    points: MapPoints, settings: MapSettings, initial: Tensor? = nil,
    team: WorkerTeam = WorkerTeam(), monitor: WorkMonitor = WorkMonitor()
  ) throws(MapError) {
    self.points = points
    self.settings = settings
    iterationCount = 0
    switch settings.method {
    case .axes(let x, let y):
      features = []
      kind = .axes(try MapAxes(points, x: x, y: y))
    case .principalComponents:
      features = try settings.features.indices(in: points)
      kind = .projection(
        try MapProjection(points.features(features), team: team, monitor: monitor))
    case .tsne:
      features = try settings.features.indices(in: points)
      try Self.check(perplexity: settings.tsne.perplexity)
      do {
        kind = .tsne(
          try TSNE(
            points: points.features(features), settings: settings.tsne, initial: initial,
            team: team, monitor: monitor))
      } catch { throw MapError(error) }
      // Fewer than two points need no iterations.
      iterationCount = points.count > 1 ? settings.tsne.iterations : 0
    }
  }

  /// Does one iteration.
  ///
  /// - Parameter isCancelled: Whether to stop; called by every worker, every few milliseconds.
  /// - Returns: Whether one was done: `false` at the end, and when cancelled, which leaves the map unchanged.
  package func step(isCancelled: @Sendable () -> Bool = { false }) -> Bool {
    guard case .tsne(let map) = kind, map.state.iteration < iterationCount else { return false }
    return map.step(isCancelled: isCancelled)
  }

  /// Perturbs a t-SNE map with noise of a twentieth of its size, so that points trapped in a wrong position can
  /// leave it; without effect on other maps.
  package func perturb() {
    guard case .tsne(let map) = kind else { return }
    map.perturb()
    settle(map)
  }

  /// Continues with another perplexity from the present t-SNE map; without effect on other maps.
  ///
  /// - Throws: ``MapError/badPerplexity(_:)`` or ``MapError/cancelled``; the map is then unchanged.
  package func changePerplexity(
    _ perplexity: Double, monitor: WorkMonitor = WorkMonitor()
  ) throws(MapError) {
    try Self.check(perplexity: perplexity)
    guard case .tsne(let map) = kind else { return }
    do { try map.changePerplexity(to: perplexity, monitor: monitor) } catch {
      throw MapError(error)
    }
    settle(map)
  }

  /// Allows a t-SNE map more iterations than its settings; without effect on other maps.
  package func extend(by iterations: Int) {
    precondition(iterations >= 0, "MapComputation: \(iterations) more iterations")
    if case .tsne = kind, points.count > 1 { iterationCount += iterations }
  }

  /// Places new points on the map without moving those it has.
  ///
  /// - Parameters:
  ///   - features: `[new points, features]`, all features of the points, in their units.
  ///   - monitor: Follows and stops the work.
  /// - Returns: The positions, `[new points, 2]`.
  /// - Throws: ``MapError/notPlaceable(column:)`` when an axis is not a feature; ``MapError/points(_:)``
  ///   or ``MapError/badFeature(points:row:feature:value:)`` when the new points do not fit.
  package func places(
    of features: Tensor, monitor: WorkMonitor = WorkMonitor()
  ) throws(MapError) -> Tensor {
    let added = try MapPoints(
      label: "new points", features: points.centred(features),
      featureNames: (0..<features.rowStride).map { "column \($0)" })
    guard added.featureCount == points.featureCount else {
      throw .points(
        .mismatch(what: "columns", expected: points.featureCount, found: added.featureCount))
    }
    switch kind {
    case .axes(let axes): return try axes.places(of: features)
    case .projection(let projection):
      return projection.places(of: added.features(self.features))
    case .tsne(let map):
      do { return try map.places(of: added.features(self.features), monitor: monitor) } catch {
        throw MapError(error)
      }
    }
  }

  /// Whether no iteration is left to do.
  package var isFinished: Bool {
    guard case .tsne(let map) = kind else { return true }
    return map.state.iteration >= iterationCount
  }

  /// The map as it is now, a copy.
  package var layout: MapLayout {
    switch kind {
    case .axes(let axes): return MapLayout(positions: axes.positions, adjustments: axes.adjustments)
    case .projection(let projection):
      return MapLayout(
        positions: projection.positions, explained: projection.explained,
        adjustments: projection.adjustments)
    case .tsne(let map):
      return MapLayout(
        positions: map.embedding, iteration: map.state.iteration, iterationCount: iterationCount,
        cost: map.state.cost, gradientNorm: map.state.gradientNorm,
        exaggeration: map.state.exaggeration, perplexity: map.affinities.perplexity,
        isFinished: isFinished, adjustments: map.adjustments)
    }
  }

  /// KL(P || Q) of the present t-SNE map with its normalisation summed over all pairs, in nat.
  ///
  /// - Parameter isCancelled: Whether to stop.
  /// - Returns: `nil` for other maps, fewer than two points, and when cancelled.
  /// - Complexity: O(*points*^2).
  package func exactCost(isCancelled: @Sendable () -> Bool = { false }) -> Double? {
    guard case .tsne(let map) = kind else { return nil }
    return map.exactCost(isCancelled: isCancelled)
  }

  private func settle(_ map: TSNE) {
    guard points.count > 1 else { return }
    iterationCount = max(iterationCount, map.state.iteration + Self.settlingCount)
  }

  private static func check(perplexity: Double) throws(MapError) {
    guard perplexity >= 1, perplexity.isFinite else { throw .badPerplexity(perplexity) }
  }
}
