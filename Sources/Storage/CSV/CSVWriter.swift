/// Writes tables of comma-separated values (RFC 4180).
package enum CSVWriter {
  /// A column of a table.
  package struct Column {
    /// The name in the first line.
    package var name: String
    /// The field of a row, counted from 0.
    package var field: (Int) -> String

    /// Creates a column.
    package init(name: String, field: @escaping (Int) -> String) {
      self.name = name
      self.field = field
    }
  }

  /// Writes a header and rows, replacing the file in one step.
  ///
  /// - Parameters:
  ///   - columns: The columns from the left.
  ///   - rowCount: The number of rows below the header.
  ///   - path: The file; its folder must exist.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may not be written.
  package static func write(
    _ columns: [Column], rowCount: Int, to path: String
  ) throws(StorageError) {
    let file = try PendingFile(path: path)
    var bytes = Array((columns.map { CSVField.quoted($0.name) }.joined(separator: ",") + "\n").utf8)
    for row in 0..<rowCount {
      bytes += (columns.map { CSVField.quoted($0.field(row)) }.joined(separator: ",") + "\n").utf8
      if bytes.count >= chunkSize {
        try file.append(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.append(bytes)
    try file.commit()
  }

  private static let chunkSize = 1 << 20
}
