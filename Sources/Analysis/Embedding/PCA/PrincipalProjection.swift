package import Tensors

/// The directions along which points vary most (Pearson 1901), the largest variance first.
package struct PrincipalProjection: Sendable, Equatable {
  /// The mean point.
  package let mean: [Double]
  /// The directions as rows, `[components, dimensions]`, orthonormal; the largest loading of each is positive.
  package let directions: Matrix
  /// The variances along them, with *n* - 1 in the denominator.
  package let variances: [Double]
  /// The variance of all coordinates together.
  package let totalVariance: Double

  /// The share of the total variance along each direction; zeros where nothing varies.
  package var explainedRatios: [Double] {
    variances.map { totalVariance > 0 ? $0 / totalVariance : 0 }
  }

  /// Up to this many dimensions or points the covariance is decomposed completely.
  static let widestCovariance = 512

  /// Finds the leading components.
  ///
  /// Up to 512 dimensions by the eigenvectors of the covariance, up to 512 points by those of their Gram matrix, else
  /// by ``BlockKrylov``; all in double precision.
  ///
  /// - Parameters:
  ///   - points: `[points, dimensions]`, at least one point.
  ///   - count: The components wanted; no more than dimensions or points are returned.
  ///   - seed: The seed of the first vectors of ``BlockKrylov``.
  ///   - team: The workers.
  ///   - isCancelled: Whether to stop.
  /// - Throws: ``PointsError`` when a coordinate is not finite or the work was cancelled.
  package init(
    _ points: Tensor, count: Int, seed: UInt64 = 0, team: WorkerTeam = WorkerTeam(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PointsError) {
    try PointsError.check(points)
    precondition(
      count >= 0 && points.rowCount > 0,
      "PrincipalProjection: \(count) components of \(points.rowCount) points")
    let centered = CenteredPoints(points, team: team, isCancelled: isCancelled)
    let kept = min(count, points.shape[1], points.rowCount)
    let eigenvectors: (values: [Double], rows: Matrix)?
    if points.shape[1] <= Self.widestCovariance {
      eigenvectors = centered.covariance().map { covariance in
        let decomposition = SymmetricEigendecomposition(covariance)
        return (decomposition.values, decomposition.vectors.transposed)
      }
    } else if points.rowCount <= Self.widestCovariance {
      eigenvectors = centered.componentsOfProducts(count: kept)
    } else {
      eigenvectors = BlockKrylov(seed: seed).components(of: centered, count: kept)
    }
    guard let eigenvectors else { throw .cancelled }
    let dimensions = points.shape[1]
    mean = centered.mean
    directions = Matrix(
      rowCount: kept, columnCount: dimensions,
      elements: Array(eigenvectors.rows.elements.prefix(kept * dimensions)))
    variances = eigenvectors.values.prefix(kept).map { max($0, 0) }
    totalVariance = centered.totalVariance
  }

  /// The coordinates of points along the components.
  ///
  /// - Parameter points: `[points, dimensions]`.
  /// - Returns: `[points, components]`.
  package func scores(of points: Tensor) -> Tensor {
    let dimensions = mean.count
    precondition(
      points.shape.count == 2 && points.shape[1] == dimensions,
      "PrincipalProjection: points \(points.shape) of \(dimensions) dimensions")
    let components = variances.count
    return Tensor(shape: [points.rowCount, components]) { scores in
      points.withUnsafeElements { points in
        for row in 0..<scores.count / max(components, 1) {
          for component in 0..<components {
            var sum = 0.0
            for dimension in 0..<dimensions {
              sum +=
                (Double(points[row * dimensions + dimension]) - mean[dimension])
                * directions.elements[component * dimensions + dimension]
            }
            scores[row * components + component] = Float(sum)
          }
        }
      }
    }
  }

  /// The points with given coordinates along the components, in the plane that these span.
  ///
  /// - Parameter scores: `[points, components]`.
  /// - Returns: `[points, dimensions]`.
  package func points(of scores: Tensor) -> Tensor {
    let (components, dimensions) = (variances.count, mean.count)
    precondition(
      scores.shape.count == 2 && scores.shape[1] == components,
      "PrincipalProjection: scores \(scores.shape) of \(components) components")
    return Tensor(shape: [scores.rowCount, dimensions]) { points in
      for row in 0..<scores.rowCount {
        var point = mean
        for (component, score) in scores.row(row).enumerated() {
          let start = component * dimensions
          for dimension in 0..<dimensions {
            point[dimension] += Double(score) * directions.elements[start + dimension]
          }
        }
        for dimension in 0..<dimensions {
          points[row * dimensions + dimension] = Float(point[dimension])
        }
      }
    }
  }
}
