package import Tensors

extension TSNE {
  /// Places new points on the map without moving those it has.
  ///
  /// Each new point has conditional probabilities p(j|i) of its nearest neighbours among the map's points. It begins
  /// at their mean position, weighted by p, and descends its own cost KL(p || q), in which q(j|i) is w_ij over the
  /// sum of w_i. over all points of the map; a step that does not lower the cost is halved. Unlike openTSNE's
  /// `transform`, whose new points share one normalisation, the position of a point does not depend on which others
  /// are placed with it.
  ///
  /// - Parameters:
  ///   - points: `[new points, dimensions]`, in the unit of the map's own.
  ///   - perplexity: The effective number of neighbours, lowered to a third of the map's points.
  ///   - iterations: The most steps of a point.
  ///   - monitor: Follows and stops the work.
  /// - Returns: The positions, `[new points, 2]`.
  /// - Throws: ``PointsError`` when a coordinate is not finite, the number of columns differs, or the work was
  ///   cancelled.
  /// - Complexity: O(*new points* x *iterations* x *n*).
  package func places(
    of points: Tensor, perplexity: Double = 5, iterations: Int = 50,
    monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) -> Tensor {
    try PointsError.check(points)
    let count = points.rowCount
    guard pointCount > 0 else { return Tensor(repeating: 0, shape: [count, 2]) }
    let plan = PerplexityPlan(perplexity: perplexity, pointCount: pointCount + 1)
    let neighborCount = plan.neighborCount
    let table = try index.neighbors(
      of: scale.apply(to: points), count: neighborCount, team: team, monitor: monitor)
    let result = SharedBuffer<Float>(repeating: 0, count: 2 * count)
    let map = FixedMap(embedding)
    let rows = WorkCounter(total: count)
    team.run { _ in
      var calibration = PerplexityCalibration(
        perplexity: plan.perplexity, neighborCount: neighborCount)
      let probabilities = SharedBuffer<Float>(uninitializedCount: neighborCount)
      while !monitor.isCancelled(), let taken = rows.take() {
        let row = taken.lowerBound
        _ = calibration.calibrate(
          table.squaredDistances.pointer + row * neighborCount, into: probabilities.pointer)
        let place = map.place(
          neighbors: table.neighbors(of: row), probabilities: Array(probabilities.elements),
          iterations: iterations, isCancelled: monitor.isCancelled)
        result[2 * row] = place.x
        result[2 * row + 1] = place.y
      }
    }
    if monitor.isCancelled() { throw .cancelled }
    return Tensor(shape: [count, 2], elements: Array(result.elements))
  }
}
