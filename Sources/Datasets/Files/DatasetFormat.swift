import Storage

/// The formats that a data set is written in, by the end of the file's name; any that is read is recognised by `DataContent`.
enum DatasetFormat {
  /// Samples, factors and the description; mapped when read, written piece by piece.
  case safetensors
  /// Samples and factors for NumPy; always completely in memory.
  case npz

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
