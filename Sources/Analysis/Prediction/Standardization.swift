/// The shift and the scale that give columns mean 0 and variance 1.
struct Standardization: Sendable, Equatable {
  /// The mean of every column.
  let means: [Double]
  /// The population standard deviation of every column; 0 for a constant one.
  let deviations: [Double]

  /// Measures the columns of a table.
  init(_ table: SampleTable) {
    means = table.columns.map(\.mean)
    deviations = zip(table.columns, means).map { column, mean in
      guard !column.isConstant else { return 0 }
      return column.map { ($0 - mean) * ($0 - mean) }.mean.squareRoot()
    }
  }

  /// The standardised table; a column that was constant when measured becomes zero.
  func applied(to table: SampleTable) -> SampleTable {
    precondition(
      table.columns.count == means.count,
      "Standardization: \(table.columns.count) columns, \(means.count) measured")
    return SampleTable(
      rowCount: table.rowCount,
      columns: table.columns.indices.map { column in
        let (mean, deviation) = (means[column], deviations[column])
        guard deviation > 0 else { return Array(repeating: 0, count: table.rowCount) }
        return table.columns[column].map { ($0 - mean) / deviation }
      })
  }
}
