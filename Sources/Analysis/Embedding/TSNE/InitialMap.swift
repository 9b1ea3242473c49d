import Tensors

/// The initial map of the iterations.
enum InitialMap {
  /// The standard deviation of the noise added to every coordinate, so that no two points coincide.
  static let jitter: Float = 1e-6
  /// The standard deviation of the first axis: small, so that all points interact.
  private static let deviation = 1e-4

  /// The two leading principal components, the first with a standard deviation of 1e-4 and the second in proportion.
  ///
  /// - Returns: `[points, 2]`; zeros where the points do not vary.
  static func principalComponents(
    of points: Tensor, team: WorkerTeam, monitor: WorkMonitor
  ) throws(PointsError) -> Tensor {
    guard points.rowCount > 1 else { return Tensor(repeating: 0, shape: [points.rowCount, 2]) }
    let components = try PrincipalProjection(
      points, count: 2, team: team, isCancelled: monitor.isCancelled)
    let scores = components.scores(of: points)
    let available = scores.shape[1]
    let scale = components.variances[0] > 0 ? deviation / components.variances[0].squareRoot() : 0
    return Tensor(shape: [points.rowCount, 2]) { map in
      for row in 0..<points.rowCount {
        for axis in 0..<available {
          map[2 * row + axis] = Float(Double(scores.elements[available * row + axis]) * scale)
        }
      }
    }
  }
}
