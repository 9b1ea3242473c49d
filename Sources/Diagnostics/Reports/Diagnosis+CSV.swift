import Analysis
import Storage

extension Diagnosis {
  /// All matrices as comma-separated values, one entry per line: `matrix,row,column,value`, and the baselines of
  /// the reconstruction as a matrix of metrics and kinds.
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
    for row in baselines.rows {
      for metric in row.values {
        guard let value = metric.value else { continue }
        lines.append("baselines,\(metric.key),\(row.kind.rawValue),\(value)")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
