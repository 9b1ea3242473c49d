/// The distances between all pairs of some points: symmetric, not negative, 0 on the diagonal.
package struct DistanceMatrix: Sendable, Equatable {
  /// The distances, `[points, points]`.
  package let distances: Matrix
  /// The root mean square of half the difference of two elements for the same distance.
  package let asymmetry: Double

  /// The number of points.
  package var count: Int { distances.rowCount }

  /// The distances of points of the plane.
  package init(of positions: [SIMD2<Double>]) {
    var distances = Matrix(rowCount: positions.count, columnCount: positions.count)
    for row in positions.indices {
      for column in 0..<row {
        let difference = positions[row] - positions[column]
        let distance = (difference * difference).sum().squareRoot()
        distances[row, column] = distance
        distances[column, row] = distance
      }
    }
    self.distances = distances
    asymmetry = 0
  }

  /// The matrix of distances nearest to a decoder's output: `max((D + D^T) / 2, 0)`, 0 on the diagonal.
  ///
  /// - Parameters:
  ///   - elements: The matrix, row by row.
  ///   - expectedCount: The number of points that it must have; any when `nil`.
  /// - Throws: ``GeometryError`` when the matrix is not square, of another size or not finite.
  package init(decoded elements: [Float], expectedCount: Int? = nil) throws(GeometryError) {
    let raw = try squareMatrix(elements, expectedCount: expectedCount)
    let count = raw.rowCount
    var distances = Matrix(rowCount: count, columnCount: count)
    var squares = 0.0
    for row in 0..<count {
      for column in 0..<row {
        let distance = max((raw[row, column] + raw[column, row]) / 2, 0)
        let half = (raw[row, column] - raw[column, row]) / 2
        squares += half * half
        distances[row, column] = distance
        distances[column, row] = distance
      }
    }
    self.distances = distances
    asymmetry = (squares / Double(max(count * (count - 1) / 2, 1))).squareRoot()
  }

  /// A matrix that must already be one of distances, such as one from a file of measurements.
  ///
  /// - Parameters:
  ///   - elements: The matrix, row by row.
  ///   - expectedCount: The number of points that it must have; any when `nil`.
  ///   - tolerance: The largest difference of two elements for the same distance, in units of the largest element.
  /// - Throws: ``GeometryError`` with the first element that is not a distance.
  package init(
    measured elements: [Float], expectedCount: Int? = nil, tolerance: Double = 1e-5
  ) throws(GeometryError) {
    let raw = try squareMatrix(elements, expectedCount: expectedCount)
    let allowed = tolerance * (raw.elements.max() ?? 0)
    for row in 0..<raw.rowCount {
      for column in 0...row {
        let (value, mirrored) = (raw[row, column], raw[column, row])
        guard min(value, mirrored) >= 0, row != column || value <= allowed else {
          throw .notADistance(row: row, column: column, value: min(value, mirrored))
        }
        guard abs(value - mirrored) <= allowed else {
          throw .notSymmetric(row: row, column: column, value: value, mirrored: mirrored)
        }
      }
    }
    try self.init(decoded: elements)
  }
}

/// The finite elements of a square matrix.
private func squareMatrix(
  _ elements: [Float], expectedCount: Int?
) throws(GeometryError) -> Matrix {
  let count = Int(Double(elements.count).squareRoot().rounded())
  guard count * count == elements.count else { throw .notSquare(elementCount: elements.count) }
  if let expectedCount, count != expectedCount {
    throw .wrongCount(expected: expectedCount, found: count)
  }
  if let place = elements.firstIndex(where: { !$0.isFinite }) {
    throw .notFinite(
      row: place / count, column: place % count, value: Double(elements[place]))
  }
  return Matrix(rowCount: count, columnCount: count, elements: elements.map(Double.init))
}
