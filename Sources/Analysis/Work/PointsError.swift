import Tensors

/// Why nothing can be computed from points.
package enum PointsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The points do not form a matrix with at least one column.
  case notAMatrix(shape: [Int])
  /// A coordinate is infinite or NaN.
  case notFinite(row: Int, column: Int, value: Float)
  /// A coordinate is so large that distances would overflow single precision.
  case tooLarge(row: Int, column: Int, value: Float, limit: Float)
  /// Two sets of points differ in the number of their columns, or of their rows.
  case mismatch(what: String, expected: Int, found: Int)
  /// The monitor asked to stop.
  case cancelled

  /// One line: what, where, expected, found.
  package var description: String {
    switch self {
    case .notAMatrix(let shape):
      "points: expected the shape [points, dimensions], found \(shape)"
    case .notFinite(let row, let column, let value):
      "points: row \(row), column \(column): expected a finite number, found \(value)"
    case .tooLarge(let row, let column, let value, let limit):
      "points: row \(row), column \(column): expected at most \(limit) in magnitude, found \(value)"
    case .mismatch(let what, let expected, let found):
      "points: expected \(expected) \(what), found \(found)"
    case .cancelled: "points: cancelled"
    }
  }

  /// Checks that points are a matrix of finite numbers up to a limit.
  static func check(_ points: Tensor, limit: Float = .infinity) throws(PointsError) {
    guard points.shape.count == 2, points.shape[1] > 0 else {
      throw .notAMatrix(shape: points.shape)
    }
    let columns = points.shape[1]
    let first = points.withUnsafeElements { elements in
      elements.firstIndex { !($0.magnitude <= limit && $0.isFinite) }
    }
    guard let first else { return }
    let (row, column, value) = (first / columns, first % columns, points.elements[first])
    throw value.isFinite
      ? .tooLarge(row: row, column: column, value: value, limit: limit)
      : .notFinite(row: row, column: column, value: value)
  }
}
