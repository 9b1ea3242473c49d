import Platform

/// A symmetric positive semidefinite matrix as the product of a lower triangular one and its
/// transpose.
///
/// A row that depends linearly on those before it is set aside: its pivot, the remainder of its
/// diagonal entry, is at most `tolerance` of that entry. Equations are then solved as if the row
/// and its unknown did not exist.
package struct CholeskyDecomposition: Sendable, Equatable {
  /// The lower triangular factor; rows set aside are zero.
  package let lower: Matrix
  /// Which rows do not depend on those before them.
  package let isIndependent: [Bool]

  /// Decomposes a symmetric matrix, of which only the lower triangle is read.
  package init(_ matrix: Matrix, tolerance: Double = 1e-10) {
    precondition(
      matrix.rowCount == matrix.columnCount,
      "CholeskyDecomposition: \(matrix.rowCount) x \(matrix.columnCount) is not square")
    let count = matrix.rowCount
    var lower = Matrix(rowCount: count, columnCount: count)
    var isIndependent = [Bool](repeating: false, count: count)
    for row in 0..<count {
      for column in 0..<row where isIndependent[column] {
        let sum = (0..<column).reduce(0) { $0 + lower[row, $1] * lower[column, $1] }
        lower[row, column] = (matrix[row, column] - sum) / lower[column, column]
      }
      let pivot = matrix[row, row] - (0..<row).reduce(0) { $0 + lower[row, $1] * lower[row, $1] }
      if pivot > tolerance * matrix[row, row] {
        isIndependent[row] = true
        lower[row, row] = pivot.squareRoot()
      } else {
        for column in 0..<row { lower[row, column] = 0 }
      }
    }
    self.lower = lower
    self.isIndependent = isIndependent
  }

  /// The natural logarithm of the determinant of the independent rows and columns.
  package var logDeterminant: Double {
    isIndependent.indices.filter { isIndependent[$0] }
      .reduce(0) { $0 + 2 * log(lower[$1, $1]) }
  }

  /// Solves lower x = right; unknowns of rows set aside are 0.
  package func forwardSolution(_ right: [Double]) -> [Double] {
    precondition(
      right.count == isIndependent.count,
      "CholeskyDecomposition: \(right.count) right sides, \(isIndependent.count) rows")
    var solution = [Double](repeating: 0, count: right.count)
    for row in right.indices where isIndependent[row] {
      let sum = (0..<row).reduce(0) { $0 + lower[row, $1] * solution[$1] }
      solution[row] = (right[row] - sum) / lower[row, row]
    }
    return solution
  }

  /// Solves matrix x = right; unknowns of rows set aside are 0.
  package func solution(_ right: [Double]) -> [Double] {
    var solution = forwardSolution(right)
    for row in right.indices.reversed() where isIndependent[row] {
      let sum = ((row + 1)..<right.count).reduce(0) { $0 + lower[$1, row] * solution[$1] }
      solution[row] = (solution[row] - sum) / lower[row, row]
    }
    return solution
  }
}
