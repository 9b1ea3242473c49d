import Analysis

extension Diagnosis {
  /// All matrices as comma-separated values, one entry per line: `matrix,row,column,value`.
  public var commaSeparatedMatrices: String {
    var lines = ["matrix,row,column,value"]
    for kind in availableMatrices {
      guard let matrix = matrix(kind) else { continue }
      let rowNames = kind.hasFactorRows ? factors.map(\.name) : latents.map(\.name)
      for row in 0..<matrix.rowCount {
        for column in 0..<matrix.columnCount {
          lines.append(
            "\(kind.rawValue),\(Self.quoted(rowNames[row])),\(latents[column].name),"
              + "\(matrix[row, column])")
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A name as a field: in quotes where it holds a comma or quotes (RFC 4180).
  private static func quoted(_ name: String) -> String {
    guard name.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return name }
    return "\""
      + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
