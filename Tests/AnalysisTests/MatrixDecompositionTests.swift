import Analysis
import Platform
import Tensors
import TestSupport
import Testing

@Suite struct MatrixDecompositionTests {
  /// A A^T of a random `[rows, rank]`, columns scaled over several decades.
  private func semidefinite(_ random: inout CounterRandom, rows: Int, rank: Int) -> Matrix {
    let factor = Matrix(
      rowCount: rows, columnCount: rank,
      elements: random.gaussians(rows * rank).enumerated().map { $1 * pow(10, Double($0 % 4) - 2) })
    return product(factor, factor.transposed)
  }

  private func product(_ left: Matrix, _ right: Matrix) -> Matrix {
    Matrix(
      rowCount: left.rowCount, columnCount: right.columnCount,
      elements: (0..<left.rowCount).flatMap { row in
        (0..<right.columnCount).map { column in
          (0..<left.columnCount).reduce(0) { $0 + left[row, $1] * right[$1, column] }
        }
      })
  }

  private func diagonal(_ entries: [Double]) -> Matrix {
    var matrix = Matrix(rowCount: entries.count, columnCount: entries.count)
    for (index, entry) in entries.enumerated() { matrix[index, index] = entry }
    return matrix
  }

  @Test func knownEigenvalues() {
    // NumPy's eigvalsh.
    let matrix = Matrix(
      rowCount: 3, columnCount: 3, elements: [2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 0.7])
    let values = SymmetricEigendecomposition(matrix).values
    let expected = [2.234447867859446, 1.0355310823850465, 0.43002104975550764]
    #expect(distance(values, expected) < 1e-14)
    let swap = SymmetricEigendecomposition(
      Matrix(rowCount: 2, columnCount: 2, elements: [0, 1, 1, 0]))
    #expect(distance(swap.values, [1, -1]) < 1e-15)
    let half = 0.5.squareRoot()
    #expect(distance(swap.vectors.elements.map { abs($0) }, [half, half, half, half]) < 1e-15)
  }

  @Test(arguments: 0..<20) func eigenvectorsRebuildTheMatrix(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let rows = random.integer(1...30)
    var matrix = semidefinite(&random, rows: rows, rank: random.integer(1...rows))
    // An indefinite matrix as often as a semidefinite one.
    if seed % 2 == 0 { for row in 0..<rows { matrix[row, row] -= 1 } }
    let size = matrix.elements.reduce(0) { max($0, abs($1)) }
    let found = SymmetricEigendecomposition(matrix)
    let vectors = found.vectors
    #expect(zip(found.values, found.values.dropFirst()).allSatisfy { $0 >= $1 })
    let rebuilt = product(product(vectors, diagonal(found.values)), vectors.transposed)
    #expect(distance(rebuilt.elements, matrix.elements) < 1e-13 * size * Double(rows))
    let identity = diagonal(Array(repeating: 1, count: rows))
    #expect(distance(product(vectors.transposed, vectors).elements, identity.elements) < 1e-13)
  }

  @Test(arguments: 0..<20) func determinantByBothDecompositions(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let rows = random.integer(1...20)
    var matrix = semidefinite(&random, rows: rows, rank: rows)
    for row in 0..<rows { matrix[row, row] += 1 }
    let byValues = SymmetricEigendecomposition(matrix).values.reduce(0) { $0 + log($1) }
    let cholesky = CholeskyDecomposition(matrix)
    #expect(abs(cholesky.logDeterminant - byValues) < 1e-9)
    let size = matrix.elements.reduce(0) { max($0, abs($1)) }
    let rebuilt = product(cholesky.lower, cholesky.lower.transposed)
    #expect(distance(rebuilt.elements, matrix.elements) < 1e-13 * size)
    let unknowns = random.gaussians(rows)
    let right = product(matrix, Matrix(rowCount: rows, columnCount: 1, elements: unknowns))
    #expect(distance(cholesky.solution(right.elements), unknowns) < 1e-7)
  }

  @Test func dependentRowsAreSetAside() {
    // The third row is the sum of the first two, the fourth is zero.
    let factor = Matrix(rowCount: 4, columnCount: 2, elements: [1, 0, 0.5, 2, 1.5, 2, 0, 0])
    let matrix = product(factor, factor.transposed)
    let cholesky = CholeskyDecomposition(matrix)
    #expect(cholesky.isIndependent == [true, true, false, false])
    let right = product(matrix, Matrix(rowCount: 4, columnCount: 1, elements: [3, -1, 0, 0]))
    #expect(distance(cholesky.solution(right.elements), [3, -1, 0, 0]) < 1e-13)
    #expect(abs(cholesky.logDeterminant - log(4)) < 1e-14)
  }

  @Test func emptyAndZeroMatrices() {
    #expect(SymmetricEigendecomposition(Matrix(rowCount: 0, columnCount: 0)).values == [])
    let zero = SymmetricEigendecomposition(Matrix(rowCount: 3, columnCount: 3))
    #expect(zero.values == [0, 0, 0])
    #expect(zero.vectors == diagonal([1, 1, 1]))
    #expect(CholeskyDecomposition(Matrix(rowCount: 0, columnCount: 0)).logDeterminant == 0)
  }
}
