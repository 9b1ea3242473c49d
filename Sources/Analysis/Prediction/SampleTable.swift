import Tensors

/// The columns of a table of samples, in double precision and all finite.
///
/// An entry that is NaN or infinite is replaced by the mean of the finite entries of its column (0
/// without any): it then carries no information about its row, and sums over the column stay finite.
struct SampleTable: Sendable, Equatable {
  /// The number of samples.
  let rowCount: Int
  /// One array of `rowCount` entries per column.
  let columns: [[Double]]

  /// Creates a table from its columns.
  init(rowCount: Int, columns: [[Double]]) {
    precondition(
      columns.allSatisfy { $0.count == rowCount },
      "SampleTable: columns of \(columns.map(\.count)) entries for \(rowCount) rows")
    self.rowCount = rowCount
    self.columns = columns.map(Self.finite)
  }

  /// Creates a table from a tensor `[rows, columns]`.
  init(_ table: Tensor) {
    precondition(table.shape.count == 2, "SampleTable: shape \(table.shape)")
    let (rowCount, columnCount) = (table.shape[0], table.shape[1])
    let elements = table.elements
    self.init(
      rowCount: rowCount,
      columns: (0..<columnCount).map { column in
        (0..<rowCount).map { Double(elements[$0 * columnCount + column]) }
      })
  }

  /// The rows at `indices`, in that order.
  func rows(_ indices: [Int]) -> SampleTable {
    SampleTable(
      rowCount: indices.count, columns: columns.map { column in indices.map { column[$0] } })
  }

  /// The entries row by row, `[rows, columns]`.
  var rowMajor: [Double] {
    (0..<rowCount).flatMap { row in columns.map { $0[row] } }
  }

  private static func finite(_ column: [Double]) -> [Double] {
    guard !column.allSatisfy(\.isFinite) else { return column }
    let mean = column.filter(\.isFinite).mean
    return column.map { $0.isFinite ? $0 : mean }
  }
}

extension [Double] {
  /// The arithmetic mean; 0 without entries.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }

  /// Whether all entries are equal; true without entries.
  ///
  /// Comparing is exact where a variance is not: the rounded mean of equal entries may differ from them.
  var isConstant: Bool { allSatisfy { $0 == first } }
}
