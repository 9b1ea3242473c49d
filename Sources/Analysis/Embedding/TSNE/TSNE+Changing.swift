import Tensors

extension TSNE {
  /// Perturbs the map with Gaussian noise, so that points trapped in a wrong position can leave it.
  ///
  /// - Parameter share: The noise's standard deviation as a fraction of the map's.
  package func perturb(share: Double = 0.05) {
    precondition(share >= 0 && share.isFinite, "TSNE: perturbation of \(share)")
    perturbationCount += 1
    let square = positions.elements.reduce(0.0) { $0 + Double($1) * Double($1) }
    let deviation = (square / Double(max(positions.count, 1))).squareRoot()
    for row in 0..<pointCount {
      var random = CounterRandom(
        seed: settings.seed, stream: .embedding, step: perturbationCount,
        row: Int(affinities.order[row]))
      for axis in 0..<2 {
        positions[2 * row + axis] += Float(share * deviation * random.nextGaussian())
      }
    }
    forgetUpdates()
  }

  /// Continues with another perplexity from the present map.
  ///
  /// The known neighbours are reused when there are enough of them, at least three times the perplexity;
  /// else they are searched again.
  ///
  /// - Parameters:
  ///   - perplexity: The effective number of neighbours, at least 1.
  ///   - monitor: Follows and stops the work.
  /// - Throws: ``PointsError/cancelled``; the map is then unchanged.
  package func changePerplexity(
    to perplexity: Double, monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) {
    let plan = PerplexityPlan(perplexity: perplexity, pointCount: pointCount)
    if plan.neighborCount > neighbors.neighborCount {
      neighbors = try index.neighbors(
        count: plan.neighborCount, team: team, monitor: monitor)
    }
    affinities = try Affinities(
      neighbors: neighbors, perplexity: plan.perplexity, neighborCount: plan.neighborCount,
      team: team, monitor: monitor)
    adjustments = plan.adjustments
    noteAffinities()
    forgetUpdates()
  }

  /// The cost of the present map with Z summed over all pairs, nats; the figure to compare maps by.
  ///
  /// - Parameter isCancelled: Whether to stop.
  /// - Returns: KL(P || Q); `nil` when cancelled or with fewer than two points.
  /// - Complexity: O(*n*^2).
  package func exactCost(isCancelled: @Sendable () -> Bool = { false }) -> Double? {
    guard pointCount > 1,
      let normalization = ExactRepulsion.normalization(
        positions, team: team, isCancelled: isCancelled)
    else { return nil }
    let sums = SharedBuffer<Double>(repeating: 0, count: pointCount)
    let rows = WorkCounter(total: pointCount, chunk: 256)
    let (affinities, positions) = (affinities, positions)
    team.run { _ in
      while !isCancelled(), let range = rows.take() {
        for row in range {
          sums[row] = Attraction.dispersion(of: row, affinities, positions.pointer)
        }
      }
    }
    if isCancelled() { return nil }
    return cost(dispersion: sums.elements.reduce(0, +), normalization: normalization)
  }

  private func forgetUpdates() {
    updates.elements.update(repeating: 0)
    gains.elements.update(repeating: 1)
  }
}
