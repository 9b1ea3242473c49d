import Storage

/// The formats of a data set's file: told by its content when it is read, by the end of its name when it is written.
enum DatasetFormat {
  /// Samples, factors and the description; mapped when read, written piece by piece.
  case safetensors
  /// Samples and factors for NumPy; always completely in memory.
  case npz
  /// A table of text, a sample per row; only read.
  case table

  /// The names of the arrays in both formats.
  static let samples = "samples"
  static let factors = "factors"

  /// The format that a file is written in.
  init(writing path: String) throws(DatasetError) {
    if path.hasSuffix(".safetensors") {
      self = .safetensors
    } else if path.hasSuffix(".npz") {
      self = .npz
    } else {
      throw .unknownFormat(path: path)
    }
  }

  /// The format of a file that is there.
  init(reading path: String) throws(DatasetError) {
    let start = try rethrowing { () throws(StorageError) in try FileStart(path: path) }
    switch start.format {
    case .safetensors: self = .safetensors
    case .npz: self = .npz
    case nil where start.mayBeTable: self = .table
    case .npy, .png, nil:
      throw .notADataset(
        path: path, expected: "a safetensors or npz file or a table", found: start.words)
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
