// Goals, in order: the map that openTSNE's defaults give; every iteration a separate step, so that a screen
// can show, pause and perturb it; speed.

package import Tensors

/// A map of points by t-distributed stochastic neighbour embedding, one iteration at a time.
///
/// Van der Maaten and Hinton, "Visualizing data using t-SNE", 2008; defaults, and the gradient without its
/// factor of 4, after Poličar, Stražar, Zupan, "openTSNE", 2019. Not `Sendable`: it belongs to the thread
/// that steps it. To pause, do not step. With the same seed and number of workers the map is bit-identical; with
/// another number of workers the order of some sums differs.
package final class TSNE {
  /// How the map is computed.
  ///
  /// The perplexity is the one it began with; ``Affinities/perplexity`` is the present one.
  package let settings: TSNESettings
  /// Where the computation stands.
  package internal(set) var state: TSNEState
  /// What was changed to make a map possible, one sentence each, to be shown to the user.
  package internal(set) var adjustments: [String]
  /// The probabilities of pairs.
  package internal(set) var affinities: Affinities

  let team: WorkerTeam
  let scale: PointScale
  let index: NeighborIndex
  var neighbors: NeighborTable
  /// The map in the order of the affinities' rows, `[points, 2]`.
  let positions: SharedBuffer<Float>
  let updates: SharedBuffer<Float>
  let gains: SharedBuffer<Float>
  let gradient: SharedBuffer<Float>
  let forces: SharedBuffer<Float>
  var repulsion: Repulsion
  var perturbationCount = 0

  /// Finds neighbours and probabilities and lays out the first map, the two leading principal components.
  ///
  /// With fewer points than three times the perplexity, it is lowered to a third of the number of
  /// other points; see ``adjustments``.
  ///
  /// - Parameters:
  ///   - points: `[points, dimensions]`.
  ///   - settings: How the map is computed.
  ///   - initial: The first map, `[points, 2]`; principal components unless given.
  ///   - team: The workers.
  ///   - monitor: Follows and stops the preparation.
  /// - Throws: ``PointsError`` when a coordinate is not finite, the first map has another size, or the work
  ///   was cancelled.
  /// - Complexity: O(*n k*) memory.
  package init(
    points: Tensor, settings: TSNESettings = TSNESettings(), initial: Tensor? = nil,
    team: WorkerTeam = WorkerTeam(), monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) {
    try PointsError.check(points)
    let scale = PointScale(points)
    let scaled = scale.apply(to: points)
    let plan = PerplexityPlan(perplexity: settings.perplexity, pointCount: points.rowCount)
    let index = try NeighborIndex(scaled, team: team, monitor: monitor)
    let neighbors = try index.neighbors(
      count: plan.neighborCount, team: team, monitor: monitor)
    let affinities = try Affinities(
      neighbors: neighbors, perplexity: plan.perplexity, team: team, monitor: monitor)
    self.settings = settings
    self.team = team
    self.scale = scale
    self.index = index
    self.neighbors = neighbors
    self.affinities = affinities
    let count = 2 * points.rowCount
    positions = SharedBuffer(repeating: 0, count: count)
    updates = SharedBuffer(repeating: 0, count: count)
    gains = SharedBuffer(repeating: 1, count: count)
    gradient = SharedBuffer(repeating: 0, count: count)
    forces = SharedBuffer(repeating: 0, count: count)
    repulsion = Repulsion(settings.method, pointCount: points.rowCount, team: team)
    state = TSNEState(exaggeration: settings.exaggeratedIterations > 0 ? settings.exaggeration : 1)
    adjustments = plan.adjustments
    if let initial {
      try place(initial, isJittered: false)
    } else {
      try place(
        InitialMap.principalComponents(of: scaled, team: team, monitor: monitor), isJittered: true)
    }
    noteAffinities()
  }

  /// The number of points.
  package var pointCount: Int { affinities.pointCount }

  /// The map, `[points, 2]` in the order of the points.
  package var embedding: Tensor {
    Tensor(shape: [pointCount, 2]) { elements in
      for row in 0..<pointCount {
        let point = Int(affinities.order[row])
        elements[2 * point] = positions[2 * row]
        elements[2 * point + 1] = positions[2 * row + 1]
      }
    }
  }

  /// Puts the points where a map has them.
  func place(_ map: Tensor, isJittered: Bool) throws(PointsError) {
    guard map.shape == [pointCount, 2] else {
      throw .mismatch(
        what: "coordinates of the first map", expected: 2 * pointCount, found: map.count)
    }
    try PointsError.check(map)
    for row in 0..<pointCount {
      let point = Int(affinities.order[row])
      var random = CounterRandom(seed: settings.seed, stream: .embedding, row: point)
      for axis in 0..<2 {
        let jitter = isJittered ? InitialMap.jitter * Float(random.nextGaussian()) : 0
        positions[2 * row + axis] = map.elements[2 * point + axis] + jitter
      }
    }
  }

  func noteAffinities() {
    let count = affinities.unresolvedCount
    guard count > 0 else { return }
    adjustments.append(
      "\(count) of \(pointCount) points have more equally near neighbours than the perplexity "
        + "\(affinities.perplexity); those share the probability evenly")
  }
}
