/// Points of the plane whose distances come closest to those of a matrix, by descent from an initial guess.
///
/// Each step is a Guttman transform, which never increases the sum over pairs of the squared differences (de
/// Leeuw, "Applications of convex analysis to multidimensional scaling", 1977). Classical scaling, a good
/// guess, minimises another sum, in which long distances weigh more.
package struct StressMinimization: Sendable, Equatable {
  /// The points.
  package let positions: [SIMD2<Double>]
  /// The root mean square over pairs of the distances of ``positions`` minus those of the matrix.
  package let residual: Double
  /// The steps that were taken.
  package let stepCount: Int

  /// Descends until a step lowers the residual by less than a part in a million, or to the limit of steps.
  ///
  /// - Parameters:
  ///   - matrix: The distances.
  ///   - guess: The initial points, as many.
  ///   - stepLimit: The largest number of steps.
  package init(_ matrix: DistanceMatrix, from guess: [SIMD2<Double>], stepLimit: Int = 200) {
    precondition(
      guess.count == matrix.count, "StressMinimization: \(guess.count) of \(matrix.count) points")
    var positions = guess
    var residual = rootMeanSquare(DistanceMatrix(of: guess), matrix)
    var stepCount = 0
    while stepCount < stepLimit {
      let next = guttmanTransform(positions, matrix.distances)
      let nextResidual = rootMeanSquare(DistanceMatrix(of: next), matrix)
      guard nextResidual < residual else { break }
      let isSettled = residual - nextResidual < 1e-6 * residual
      (positions, residual) = (next, nextResidual)
      stepCount += 1
      if isSettled { break }
    }
    self.positions = positions
    self.residual = residual
    self.stepCount = stepCount
  }
}

/// Every point at the mean of its preferred positions: at the given distance from each partner, in the
/// present direction.
private func guttmanTransform(
  _ positions: [SIMD2<Double>], _ distances: Matrix
) -> [SIMD2<Double>] {
  let centre = centre(of: positions)
  return positions.indices.map { point in
    var sum = SIMD2<Double>.zero
    for other in positions.indices where other != point {
      let difference = positions[point] - positions[other]
      let length = (difference * difference).sum().squareRoot()
      // Coinciding points define no direction and are skipped.
      if length > 0 { sum += difference * (distances[point, other] / length) }
    }
    return centre + sum / Double(positions.count)
  }
}
