/// A dense row-major matrix in double precision, in which metrics are computed.
package struct Matrix: Sendable, Equatable, Codable {
  /// The number of rows.
  package let rowCount: Int
  /// The number of columns.
  package let columnCount: Int
  /// The elements, row by row.
  package var elements: [Double]

  /// Creates a matrix from its elements, row by row.
  package init(rowCount: Int, columnCount: Int, elements: [Double]) {
    precondition(
      rowCount >= 0 && columnCount >= 0 && elements.count == rowCount * columnCount,
      "Matrix: \(elements.count) elements for \(rowCount) x \(columnCount)")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// Creates a matrix of equal elements.
  package init(rowCount: Int, columnCount: Int, repeating element: Double = 0) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      elements: Array(repeating: element, count: rowCount * columnCount))
  }

  /// One element.
  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columnCount + column] }
    set { elements[row * columnCount + column] = newValue }
  }

  /// One row.
  package func row(_ row: Int) -> ArraySlice<Double> {
    elements[row * columnCount..<(row + 1) * columnCount]
  }

  /// One column.
  package func column(_ column: Int) -> [Double] {
    stride(from: column, to: elements.count, by: max(columnCount, 1)).map { elements[$0] }
  }

  /// Rows and columns exchanged.
  package var transposed: Matrix {
    Matrix(
      rowCount: columnCount, columnCount: rowCount,
      elements: (0..<columnCount).flatMap(column))
  }
}
