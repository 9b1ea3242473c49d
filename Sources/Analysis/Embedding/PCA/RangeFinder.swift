import Tensors

/// The leading eigenvectors of a covariance that is too large to write down.
///
/// Halko, Martinsson, Tropp, "Finding structure with randomness", 2011, algorithm 4.4: random vectors are
/// multiplied by the covariance a few times and made orthonormal each time; the covariance within their
/// span is small.
struct RangeFinder {
  let seed: UInt64

  /// The vectors beyond those wanted.
  private static let oversampling = 10
  private static let powerIterations = 6

  /// Finds the leading eigenvectors, as rows, and their eigenvalues; `nil` when cancelled.
  func components(of points: CenteredPoints, count: Int) -> (values: [Double], rows: Matrix)? {
    let width = min(count + Self.oversampling, points.columnCount, points.rowCount)
    var basis = Matrix(rowCount: width, columnCount: points.columnCount)
    for vector in 0..<width {
      var random = CounterRandom(seed: seed, stream: .embedding, step: -1, row: vector)
      for column in 0..<points.columnCount { basis[vector, column] = random.nextGaussian() }
    }
    basis.orthonormalizeRows()
    for _ in 0..<Self.powerIterations {
      guard let product = points.covarianceProduct(basis) else { return nil }
      basis = product
      basis.orthonormalizeRows()
    }
    guard let product = points.covarianceProduct(basis) else { return nil }
    let small = SymmetricEigendecomposition(basis.timesTransposed(product))
    var rows = small.vectors.transposed.times(basis)
    rows.makeLargestEntriesPositive()
    return (small.values, rows)
  }
}

extension Matrix {
  /// Makes the rows orthonormal (Gram and Schmidt, twice for the digits that one round loses); a row that
  /// depends on those before becomes zero.
  fileprivate mutating func orthonormalizeRows() {
    for row in 0..<rowCount {
      let before = norm(row)
      for _ in 0..<2 {
        for other in 0..<row {
          let product = dot(row, other)
          for column in 0..<columnCount { self[row, column] -= product * self[other, column] }
        }
      }
      let after = norm(row)
      let scale = after > 1e-12 * before ? 1 / after : 0
      for column in 0..<columnCount { self[row, column] *= scale }
    }
  }

  private func dot(_ first: Int, _ second: Int) -> Double {
    zip(row(first), row(second)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func norm(_ row: Int) -> Double { dot(row, row).squareRoot() }

  fileprivate func timesTransposed(_ other: Matrix) -> Matrix {
    var result = Matrix(rowCount: rowCount, columnCount: other.rowCount)
    for first in 0..<rowCount {
      for second in 0..<other.rowCount {
        result[first, second] = zip(row(first), other.row(second)).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return result
  }

  fileprivate func times(_ other: Matrix) -> Matrix {
    timesTransposed(other.transposed)
  }

  fileprivate mutating func makeLargestEntriesPositive() {
    for row in 0..<rowCount {
      let largest = self.row(row).max { abs($0) < abs($1) } ?? 1
      guard largest < 0 else { continue }
      for column in 0..<columnCount { self[row, column] = -self[row, column] }
    }
  }
}
