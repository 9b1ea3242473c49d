/// Why numbers are not distances or positions of particles; the description is one line.
package enum GeometryError: Error, Equatable {
  /// The number of elements is not that of a square matrix.
  case notSquare(elementCount: Int)
  /// The matrix has another number of particles than expected.
  case wrongCount(expected: Int, found: Int)
  /// An element is not finite.
  case notFinite(row: Int, column: Int, value: Double)
  /// A distance is negative, or one from a particle to itself is not 0.
  case notADistance(row: Int, column: Int, value: Double)
  /// Two elements for the same distance differ by more than the tolerance.
  case notSymmetric(row: Int, column: Int, value: Double, mirrored: Double)
  /// The number of coordinates is not twice that of particles.
  case wrongCoordinateCount(expected: Int, found: Int)
  /// A coordinate is not finite.
  case coordinateNotFinite(particle: Int, value: Double)
}

extension GeometryError: CustomStringConvertible {
  /// One line that says where, what was expected and what was found.
  package var description: String {
    switch self {
    case .notSquare(let count):
      "distance matrix: expected as many rows as columns, found \(count) elements"
    case .wrongCount(let expected, let found):
      "distance matrix: expected \(expected) particles, found \(found)"
    case .notFinite(let row, let column, let value):
      "distance matrix: row \(row), column \(column): expected a finite number, found \(value)"
    case .notADistance(let row, let column, let value):
      "distance matrix: row \(row), column \(column): expected "
        + (row == column ? "0 on the diagonal" : "a distance") + ", found \(value)"
    case .notSymmetric(let row, let column, let value, let mirrored):
      "distance matrix: row \(row), column \(column): expected a symmetric matrix, "
        + "found \(value) and \(mirrored)"
    case .wrongCoordinateCount(let expected, let found):
      "particles: expected \(expected) coordinates, found \(found)"
    case .coordinateNotFinite(let particle, let value):
      "particle \(particle): expected finite coordinates, found \(value)"
    }
  }
}
