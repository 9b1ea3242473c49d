/// Points of the plane whose distances are those of a matrix, as far as that is possible.
///
/// Classical multidimensional scaling (Torgerson, "Multidimensional scaling: I. Theory and method",
/// Psychometrika 17 (1952)): a Gram matrix is made of the distances, and its two largest eigenvalues and their
/// vectors give the coordinates. They are exact, up to a motion and a mirror, where the distances are those
/// of points of a plane.
package struct PlanarEmbedding: Sendable, Equatable {
  /// The origin of the Gram matrix.
  package enum Origin: String, Sendable, CaseIterable {
    /// The first point: `g_ij = (d_i1^2 + d_j1^2 - d_ij^2) / 2`. Errors of its distances affect all points.
    case firstPoint
    /// The centre of all: `-1/2 J D^2 J` with `J = 1 - 11^T / n`, which halves the errors of noisy distances.
    case centre
  }

  /// The points, around the origin of their Gram matrix.
  package let positions: [SIMD2<Double>]
  /// The eigenvalues of the Gram matrix, the largest first.
  package let eigenvalues: [Double]
  /// The share of the two largest eigenvalues, 0 where negative, in the sum of all magnitudes: 1 where the
  /// distances are those of points of a plane, and 1 for coinciding points.
  package let flatness: Double
  /// The root mean square over pairs of the distances of ``positions`` minus those of the matrix.
  package let residual: Double

  /// Embeds the points of a matrix of distances.
  ///
  /// - Complexity: O(*points*^3); about half a millisecond for 30 points.
  package init(_ matrix: DistanceMatrix, origin: Origin = .centre) {
    // In units of the largest distance no square overflows.
    let scale = matrix.distances.elements.max() ?? 0
    guard scale > 0 else {
      positions = Array(repeating: .zero, count: matrix.count)
      eigenvalues = Array(repeating: 0, count: matrix.count)
      (flatness, residual) = (1, 0)
      return
    }
    let gram = gramMatrix(matrix.distances, scale: scale, origin: origin)
    // Most eigenvalues of the Gram matrix of planar points are rounding errors.
    let decomposition = SymmetricEigendecomposition(gram, tolerance: 1e-14)
    let values = decomposition.values
    let leading = (0..<2).map { $0 < values.count ? max(values[$0], 0) : 0 }
    positions = (0..<matrix.count).map { point in
      var place = SIMD2<Double>.zero
      for axis in 0..<min(2, values.count) {
        place[axis] = scale * leading[axis].squareRoot() * decomposition.vectors[point, axis]
      }
      return place
    }
    eigenvalues = values.map { $0 * scale * scale }
    flatness = (leading[0] + leading[1]) / values.reduce(0) { $0 + abs($1) }
    residual = rootMeanSquare(DistanceMatrix(of: positions), matrix)
  }
}

private func gramMatrix(
  _ distances: Matrix, scale: Double, origin: PlanarEmbedding.Origin
) -> Matrix {
  let count = distances.rowCount
  let squares = distances.elements.map { ($0 / scale) * ($0 / scale) }
  let shares: [Double]
  var total = 0.0
  switch origin {
  case .firstPoint: shares = Array(squares[..<count])
  case .centre:
    shares = (0..<count).map { row in
      squares[row * count..<(row + 1) * count].reduce(0, +) / Double(count)
    }
    total = shares.reduce(0, +) / Double(count)
  }
  var gram = Matrix(rowCount: count, columnCount: count)
  for row in 0..<count {
    for column in 0..<count {
      let square = squares[row * count + column]
      gram[row, column] = (shares[row] + shares[column] - square - total) / 2
    }
  }
  return gram
}

/// The root mean square over pairs of the difference of two matrices.
func rootMeanSquare(_ first: DistanceMatrix, _ second: DistanceMatrix) -> Double {
  let scale = max(first.distances.elements.max() ?? 0, second.distances.elements.max() ?? 0)
  guard scale > 0, first.count > 1 else { return 0 }
  let sum = zip(first.distances.elements, second.distances.elements).reduce(0) {
    let difference = ($1.0 - $1.1) / scale
    return $0 + difference * difference
  }
  return scale * (sum / Double(first.count * (first.count - 1))).squareRoot()
}
