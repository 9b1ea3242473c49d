import Platform

/// Turns a rigid configuration until it rests on a floor.
///
/// The height of the centre of mass above the floor, as a function of orientation, is the support function of
/// the hull about it; its minima are the normals of edges, and the foot of the perpendicular to the nearest
/// edge lies within that edge, so this position is stable.
package enum Tumbler {
  /// Lays a configuration on the edge of its hull that is nearest to its centre of mass.
  ///
  /// Points on a line are laid along the floor. The mirror image is stable as well, and distances cannot tell
  /// the two apart.
  ///
  /// - Parameters:
  ///   - positions: The particles, of equal mass.
  ///   - middle: Where the middle of the horizontal extent comes to lie.
  /// - Returns: The particles in their order, the lowest at height 0.
  package static func rest(
    _ positions: [SIMD2<Double>], middle: Double = 0
  ) -> [SIMD2<Double>] {
    guard !positions.isEmpty else { return [] }
    let centre = centre(of: positions)
    let angle = -(edgeAngle(ConvexHull.corners(of: positions.map { $0 - centre })) ?? 0)
    let laid = positions.map { turned($0 - centre, by: angle) }
    let low = laid.reduce(laid[0]) { pointwiseMin($0, $1) }
    let high = laid.reduce(laid[0]) { pointwiseMax($0, $1) }
    let shift = SIMD2(middle - (low.x + high.x) / 2, -low.y)
    return laid.map { $0 + shift }
  }

  /// The direction of the edge that is nearest to the origin; `nil` without an edge.
  private static func edgeAngle(_ corners: [SIMD2<Double>]) -> Double? {
    guard corners.count > 1 else { return nil }
    var nearest: (distance: Double, angle: Double)?
    for (index, corner) in corners.enumerated() {
      let edge = corners[(index + 1) % corners.count] - corner
      // Counter-clockwise, the inside lies to the left of every edge: above it, once it is horizontal.
      let distance =
        abs(edge.x * corner.y - edge.y * corner.x) / (edge * edge).sum().squareRoot()
      if distance < nearest?.distance ?? .infinity {
        nearest = (distance, atan2(edge.y, edge.x))
      }
    }
    return nearest?.angle
  }
}
