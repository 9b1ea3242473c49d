package import Tensors

/// The correlations between the columns of two sets of variables of the same samples.
///
/// A column that is constant or has an entry that is not finite has correlation 0 with everything,
/// itself included; so has any column of fewer than two samples.
package enum Correlation {
  /// Pearson's correlation coefficients.
  ///
  /// - Parameters:
  ///   - rows: The numbers that give the rows, `[samples, rows]`; codes, as a rule.
  ///   - columns: The numbers that give the columns, `[samples, columns]`; factors, as a rule.
  /// - Returns: `[rows, columns]`, from -1 to 1.
  package static func pearson(_ rows: Tensor, _ columns: Tensor) -> Matrix {
    let (rows, columns) = SampleColumn.all(of: rows, and: columns)
    return matrix(rows, columns)
  }

  /// Pearson's correlation coefficients of the columns of one set, `[columns, columns]`.
  package static func pearson(_ columns: Tensor) -> Matrix {
    let columns = SampleColumn.all(of: columns)
    return matrix(columns, columns)
  }

  /// Spearman's rank correlation coefficients: Pearson's of the ranks, equal entries sharing the
  /// mean of theirs.
  ///
  /// - Parameters:
  ///   - rows: The numbers that give the rows, `[samples, rows]`; codes, as a rule.
  ///   - columns: The numbers that give the columns, `[samples, columns]`; factors, as a rule.
  /// - Returns: `[rows, columns]`, from -1 to 1.
  package static func spearman(_ rows: Tensor, _ columns: Tensor) -> Matrix {
    let (rows, columns) = SampleColumn.all(of: rows, and: columns)
    return matrix(rows.map(\.ranks), columns.map(\.ranks))
  }

  static func matrix(_ rows: [SampleColumn], _ columns: [SampleColumn]) -> Matrix {
    let (rows, columns) = (rows.map(\.standardized), columns.map(\.standardized))
    return Matrix(
      rowCount: rows.count, columnCount: columns.count,
      elements: rows.flatMap { row in
        columns.map { column in
          min(max(zip(row, column).reduce(0) { $0 + $1.0 * $1.1 }, -1), 1)
        }
      })
  }
}
