import Platform

/// A path between two points of the latent space.
package enum Interpolation: String, Sendable, CaseIterable {
  /// The straight line.
  case linear
  /// The great circle between the directions, the distance from the origin growing evenly.
  ///
  /// Codes of many latents lie in a shell around the origin; the straight line between two of them
  /// passes inside of it, this path stays within. A point at the origin has no direction and takes
  /// that of the other, which gives the straight line. Between opposite directions there is no single
  /// great circle; the one through the axis along which the start has the smallest component is taken
  /// (the first of several), and with a single latent, where there is no way around, the path is straight.
  case spherical

  /// A point on the path.
  ///
  /// - Parameters:
  ///   - start: Where the path begins, one entry per latent.
  ///   - end: Where it ends.
  ///   - fraction: How far along, `0...1`; both ends are met exactly.
  /// - Returns: The point.
  package func point(from start: [Float], to end: [Float], at fraction: Double) -> [Float] {
    precondition(
      start.count == end.count && (0...1).contains(fraction),
      "Interpolation: \(start.count) and \(end.count) latents at \(fraction)")
    if fraction == 0 { return start }
    if fraction == 1 { return end }
    switch self {
    case .linear: return straight(start, end, fraction)
    case .spherical: return onSphere(start, end, fraction) ?? straight(start, end, fraction)
    }
  }
}

private func straight(_ start: [Float], _ end: [Float], _ fraction: Double) -> [Float] {
  zip(start, end).map { Float((1 - fraction) * Double($0) + fraction * Double($1)) }
}

/// The point of the great circle, or `nil` where the straight line is the path.
private func onSphere(_ start: [Float], _ end: [Float], _ fraction: Double) -> [Float]? {
  let (startNorm, endNorm) = (norm(start.map(Double.init)), norm(end.map(Double.init)))
  guard startNorm > 0, endNorm > 0, startNorm.isFinite, endNorm.isFinite else { return nil }
  let first = start.map { Double($0) / startNorm }
  let last = end.map { Double($0) / endNorm }
  let cosine = product(first, last)
  let perpendicular = zip(first, last).map { $1 - cosine * $0 }
  let sine = norm(perpendicular)
  // Below this angle the circle and the line agree to Float precision.
  let isParallel = sine < 1e-6
  if isParallel && cosine > 0 { return nil }
  guard let direction = isParallel ? axis(across: first) : perpendicular.map({ $0 / sine }) else {
    return nil
  }
  let angle = fraction * atan2(sine, cosine)
  let radius = (1 - fraction) * startNorm + fraction * endNorm
  return zip(first, direction).map { Float(radius * (cos(angle) * $0 + sin(angle) * $1)) }
}

/// A unit vector orthogonal to `direction`, towards the axis along which it has the smallest component.
private func axis(across direction: [Double]) -> [Double]? {
  guard direction.count > 1,
    let index = direction.indices.min(by: { abs(direction[$0]) < abs(direction[$1]) })
  else { return nil }
  var result = direction.map { -direction[index] * $0 }
  result[index] += 1
  let length = norm(result)
  return result.map { $0 / length }
}

private func product(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}

private func norm(_ vector: [Double]) -> Double { product(vector, vector).squareRoot() }
