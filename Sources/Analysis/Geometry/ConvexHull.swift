/// The smallest convex polygon around points of the plane.
///
/// Andrew's monotone chain ("Another efficient algorithm for convex hulls in two dimensions", Information
/// Processing Letters 9 (1979)).
package enum ConvexHull {
  /// The corners, counter-clockwise from the lowest of the leftmost points; points on an edge are not corners.
  ///
  /// - Parameter positions: Any points, also equal ones.
  /// - Returns: Two corners for points on a line, one for coinciding points, none for no points.
  package static func corners(of positions: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var sorted = positions.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    sorted = sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    guard sorted.count > 2 else { return sorted }
    let lower = chain(sorted)
    let upper = chain(sorted.reversed())
    return lower.dropLast() + upper.dropLast()
  }

  private static func chain(_ sorted: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var corners: [SIMD2<Double>] = []
    for point in sorted {
      while corners.count >= 2, !isLeftTurn(corners[corners.count - 2], corners.last, point) {
        corners.removeLast()
      }
      corners.append(point)
    }
    return corners
  }

  private static func isLeftTurn(
    _ first: SIMD2<Double>, _ second: SIMD2<Double>?, _ third: SIMD2<Double>
  ) -> Bool {
    guard let second else { return true }
    let (a, b) = (second - first, third - first)
    return a.x * b.y - a.y * b.x > 0
  }
}
