import Storage

/// The formats of a data set's file, by its extension.
enum DatasetFormat {
  /// Samples, factors and the description; mapped when read, written piece by piece.
  case safetensors
  /// Samples and factors for NumPy; always completely in memory.
  case npz
  /// A table of text, a sample per row; only read.
  case table

  /// The file extensions of tables.
  private static let tableEndings = [".csv", ".tsv", ".tab", ".txt", ".dat", ".ecsv", ".asc"]

  /// The names of the arrays in both formats.
  static let samples = "samples"
  static let factors = "factors"

  init(path: String) throws(DatasetError) {
    if path.hasSuffix(".safetensors") {
      self = .safetensors
    } else if path.hasSuffix(".npz") {
      self = .npz
    } else if Self.tableEndings.contains(where: path.hasSuffix) {
      self = .table
    } else {
      throw .unknownFormat(path: path)
    }
  }
}

/// Calls `body` and reports an error of the files as one of the data sets.
func rethrowing<Result>(
  _ body: () throws(StorageError) -> Result
) throws(DatasetError) -> Result {
  do {
    return try body()
  } catch {
    throw .storage(error)
  }
}
