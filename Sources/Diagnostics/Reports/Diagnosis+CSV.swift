import Analysis
import Storage

extension Diagnosis {
  /// All matrices as comma-separated values, one entry per line: `matrix,row,column,value`, and the baselines of
  /// the reconstruction and the variants of the codes as matrices of metrics and kinds.
  package var commaSeparatedMatrices: String {
    var lines = ["matrix,row,column,value"]
    for kind in availableMatrices {
      guard let matrix = matrix(kind) else { continue }
      let rowNames = kind.hasFactorRows ? factors.map(\.name) : latents.map(\.name)
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount {
          lines.append(
            "\(kind.rawValue),\(CSVField.quoted(rowNames[row])),\(latents[column].name),"
              + "\(matrix[row, column])")
        }
      }
    }
    let tables =
      baselines.rows.map { ("baselines", $0.kind.rawValue, $0.values) }
      + variants.rows.map { ("code_variants", $0.variant.rawValue, $0.values) }
    for (table, column, values) in tables {
      for metric in values {
        guard let value = metric.value else { continue }
        lines.append("\(table),\(metric.key),\(column),\(value)")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
