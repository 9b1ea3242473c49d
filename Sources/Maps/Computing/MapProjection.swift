import Analysis
import Tensors

/// The two leading principal components as the axes of a map.
struct MapProjection {
  /// The positions, `[points, 2]`.
  let positions: Tensor
  /// The fraction of variance on both axes.
  let explained: [Double]
  /// What was changed to make the map possible.
  let adjustments: [String]
  private let projection: PrincipalProjection?

  init(_ features: Tensor, team: WorkerTeam, monitor: WorkMonitor) throws(MapError) {
    guard features.rowCount > 0 else {
      (positions, explained) = (Tensor(repeating: 0, shape: [0, 2]), [0, 0])
      (adjustments, projection) = ([], nil)
      return
    }
    let projection: PrincipalProjection
    do {
      projection = try PrincipalProjection(
        features, count: 2, team: team, isCancelled: monitor.isCancelled)
    } catch { throw MapError(error) }
    positions = Self.padded(projection.scores(of: features))
    let ratios = projection.explainedRatios
    explained = (0..<2).map { ratios.indices.contains($0) ? ratios[$0] : 0 }
    self.projection = projection
    let varying = projection.variances.count { $0 > 0 }
    adjustments =
      switch varying {
      case 0: ["all points are equal: the map is a single point"]
      case 1: ["the points vary along one direction only: the second axis is 0"]
      default: []
      }
  }

  /// New points, `[new points, features]`, on the same axes.
  func places(of features: Tensor) -> Tensor {
    projection.map { Self.padded($0.scores(of: features)) }
      ?? Tensor(repeating: 0, shape: [features.rowCount, 2])
  }

  /// Scores padded with zeros to two columns.
  private static func padded(_ scores: Tensor) -> Tensor {
    let available = scores.shape[1]
    guard available < 2 else { return scores }
    return Tensor(shape: [scores.rowCount, 2]) { padded in
      for row in 0..<scores.rowCount where available == 1 {
        padded[2 * row] = scores.elements[row]
      }
    }
  }
}
