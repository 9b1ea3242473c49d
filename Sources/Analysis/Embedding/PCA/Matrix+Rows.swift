extension Matrix {
  /// Some of the rows.
  func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      rowCount: range.count, columnCount: columnCount,
      elements: Array(
        elements[range.lowerBound * columnCount..<range.upperBound * columnCount]))
  }

  /// Appends rows.
  mutating func append(_ other: Matrix) {
    precondition(
      other.columnCount == columnCount, "Matrix: \(other.columnCount) for \(columnCount) columns")
    self = Matrix(
      rowCount: rowCount + other.rowCount, columnCount: columnCount,
      elements: elements + other.elements)
  }

  /// Makes the rows from `start` on orthonormal to each other and to those before, which already are (Gram-Schmidt,
  /// twice for numerical orthogonality); a row that depends linearly on those before becomes zero.
  mutating func orthonormalizeRows(from start: Int) {
    for row in start..<rowCount {
      let before = norm(row)
      for _ in 0..<2 {
        for other in 0..<row {
          let product = dot(row, other)
          subtract(product, times: other, from: row)
        }
      }
      let after = norm(row)
      let scale = after > 1e-12 * before ? 1 / after : 0
      for column in 0..<columnCount { self[row, column] *= scale }
    }
  }

  /// The product with the transpose of another.
  func timesTransposed(_ other: Matrix) -> Matrix {
    var result = Matrix(rowCount: rowCount, columnCount: other.rowCount)
    for first in 0..<rowCount {
      for second in 0..<other.rowCount { result[first, second] = dot(first, other, second) }
    }
    return result
  }

  /// The product with another.
  func times(_ other: Matrix) -> Matrix {
    var result = Matrix(rowCount: rowCount, columnCount: other.columnCount)
    result.elements.withUnsafeMutableBufferPointer { sums in
      other.elements.withUnsafeBufferPointer { others in
        for row in 0..<rowCount {
          for inner in 0..<columnCount {
            let factor = self[row, inner]
            for column in 0..<other.columnCount {
              sums[row * other.columnCount + column] +=
                factor * others[inner * other.columnCount + column]
            }
          }
        }
      }
    }
    return result
  }

  /// Negates the rows whose largest entry is negative.
  mutating func makeLargestEntriesPositive() {
    for row in 0..<rowCount {
      let largest = self.row(row).max { abs($0) < abs($1) } ?? 1
      guard largest < 0 else { continue }
      for column in 0..<columnCount { self[row, column] = -self[row, column] }
    }
  }

  private func norm(_ row: Int) -> Double { dot(row, self, row).squareRoot() }

  private func dot(_ first: Int, _ second: Int) -> Double { dot(first, self, second) }

  private func dot(_ row: Int, _ other: Matrix, _ otherRow: Int) -> Double {
    elements.withUnsafeBufferPointer { own in
      other.elements.withUnsafeBufferPointer { others in
        var sum = 0.0
        for column in 0..<columnCount {
          sum += own[row * columnCount + column] * others[otherRow * columnCount + column]
        }
        return sum
      }
    }
  }

  private mutating func subtract(_ factor: Double, times other: Int, from row: Int) {
    let columns = columnCount
    elements.withUnsafeMutableBufferPointer { elements in
      for column in 0..<columns {
        elements[row * columns + column] -= factor * elements[other * columns + column]
      }
    }
  }
}
