import Platform

/// Points translated, rotated and, where that is better, mirrored onto others: Procrustes without scaling.
package struct PlanarAlignment: Sendable, Equatable {
  /// The moved points.
  package let positions: [SIMD2<Double>]
  /// The root mean square over points of the distance to their counterparts.
  package let rootMeanSquare: Double
  /// Whether the points were mirrored at the vertical axis before they were rotated.
  package let isMirrored: Bool
  /// The angle of rotation, counter-clockwise, radians.
  package let angle: Double

  /// Aligns points with others in the sense of least squares.
  ///
  /// - Parameters:
  ///   - estimate: The points to move.
  ///   - truth: Their counterparts, as many.
  package init(_ estimate: [SIMD2<Double>], to truth: [SIMD2<Double>]) {
    precondition(
      estimate.count == truth.count,
      "PlanarAlignment: \(estimate.count) points to \(truth.count)")
    let (from, to) = (centre(of: estimate), centre(of: truth))
    let fixed = truth.map { $0 - to }
    let candidates = [false, true].map { isMirrored in
      Candidate(
        estimate.map { ($0 - from) * SIMD2(isMirrored ? -1 : 1, 1) }, fixed,
        isMirrored: isMirrored)
    }
    let best =
      candidates[1].squares < candidates[0].squares ? candidates[1] : candidates[0]
    positions = best.positions.map { $0 + to }
    rootMeanSquare = (best.squares / Double(max(truth.count, 1))).squareRoot()
    isMirrored = best.isMirrored
    angle = best.angle
  }
}

/// Centred points rotated onto centred points.
private struct Candidate {
  let positions: [SIMD2<Double>]
  let squares: Double
  let isMirrored: Bool
  let angle: Double

  init(_ estimate: [SIMD2<Double>], _ truth: [SIMD2<Double>], isMirrored: Bool) {
    var (sine, cosine) = (0.0, 0.0)
    for (a, b) in zip(estimate, truth) {
      sine += a.x * b.y - a.y * b.x
      cosine += (a * b).sum()
    }
    let angle = atan2(sine, cosine)
    positions = estimate.map { turned($0, by: angle) }
    squares = zip(positions, truth).reduce(0) { sum, pair in
      let difference = pair.0 - pair.1
      return sum + (difference * difference).sum()
    }
    self.isMirrored = isMirrored
    self.angle = angle
  }
}

/// The mean of points; zero of none.
func centre(of positions: [SIMD2<Double>]) -> SIMD2<Double> {
  positions.reduce(.zero, +) / Double(max(positions.count, 1))
}

/// A point rotated about the origin, counter-clockwise.
func turned(_ point: SIMD2<Double>, by angle: Double) -> SIMD2<Double> {
  let (sine, cosine) = (sin(angle), cos(angle))
  return SIMD2(cosine * point.x - sine * point.y, sine * point.x + cosine * point.y)
}
