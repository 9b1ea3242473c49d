import Analysis
import Storage

extension Diagnosis {
  /// All numbers as comma-separated values, one per line, `matrix,row,column,value,name`: the matrices, whose columns are
  /// latents with their names, and as further matrices the metrics with their intervals, the baselines of the
  /// reconstruction and the variants of the codes.
  package var commaSeparatedMatrices: String {
    (["matrix,row,column,value,name"] + matrixLines + metricLines + tableLines)
      .map { $0 + "\n" }.joined()
  }

  private var matrixLines: [String] {
    availableMatrices.flatMap { kind -> [String] in
      guard let matrix = matrix(kind) else { return [] }
      let rowNames = kind.hasFactorRows ? factors.map(\.name) : latents.map(\.name)
      return (0..<matrix.rowCount).flatMap { row in
        (0..<matrix.columnCount).map { column in
          let latent = latents[column]
          return "\(kind.rawValue),\(CSVField.quoted(rowNames[row])),\(latent.name),"
            + "\(matrix[row, column]),\(CSVField.quoted(latent.title))"
        }
      }
    }
  }

  private var metricLines: [String] {
    metrics.flatMap { metric -> [String] in
      let interval = interval(of: metric)
      let cells = [
        ("value", metric.value), ("standard_error", metric.standardError),
        ("lower", interval?.lowerBound), ("upper", interval?.upperBound),
      ]
      return cells.compactMap { name, value in
        value.map { "metrics,\(metric.key),\(name),\($0)," }
      }
    }
  }

  private var tableLines: [String] {
    let tables =
      baselines.rows.map { ("baselines", $0.kind.rawValue, $0.values) }
      + variants.rows.map { ("code_variants", $0.variant.rawValue, $0.values) }
    return tables.flatMap { table, column, values in
      values.compactMap { metric in
        metric.value.map { "\(table),\(metric.key),\(column),\($0)," }
      }
    }
  }
}
