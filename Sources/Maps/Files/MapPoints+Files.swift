import Storage
import Tensors

extension MapPoints {
  /// Reads points from a `.npy`, `.npz`, `.safetensors` or `.csv` file, recognised by its contents.
  ///
  /// Rows are points. Of several arrays the only two-dimensional one is used; every one-dimensional array with one
  /// entry per point is taken for a known property of the points. An array chosen by the user, and that of a `.npy`
  /// file, may have any number of axes: those after the first are flattened. In a table the numerical columns are
  /// features except indices, identifiers and labels; see `Table` and `TableRoles`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - array: Which array; `nil` for the only one that fits.
  ///   - choice: The user's choice of columns.
  /// - Throws: ``MapError`` in one line: which file, where, what was expected and what was found.
  package init(
    contentsOf path: String, array: String? = nil, choice: ColumnChoice = ColumnChoice()
  ) throws(MapError) {
    let signature = try reading { () throws(StorageError) in try FileSignature.read(path: path) }
    let suffix = path.split(separator: ".").last.map(String.init) ?? ""
    // A damaged file goes to the reader for its file name extension, which reports where it is damaged.
    let format = signature ?? FileSignature(rawValue: suffix)
    if format == nil {
      try self.init(
        table: try reading { () throws(StorageError) in
          try checkText(path)
          return try Table(path: path)
        }, path: path, array: array, choice: choice)
    } else {
      try self.init(
        try reading { () throws(StorageError) in
          switch format {
          case .npy: try StoredArrays(npy: path)
          case .npz: try StoredArrays(npz: path)
          case .safetensors: try StoredArrays(safetensors: path)
          case .png, nil: throw notPoints(path, found: "a picture")
          }
        }, array: array, choice: choice)
    }
  }
}

/// Calls `body` and reports an error of the files as one of the map.
func reading<Result>(_ body: () throws(StorageError) -> Result) throws(MapError) -> Result {
  do { return try body() } catch { throw .storage(error) }
}

/// The name of a file in its folder.
func fileName(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

private func checkText(_ path: String) throws(StorageError) {
  let file = try MappedFile(path: path)
  let isText = file.withUnsafeBytes { bytes in
    TextEncoding.signature(of: bytes).encoding != .utf8 || !bytes.prefix(4096).contains(0)
  }
  guard !isText else { return }
  throw notPoints(path, found: "other contents")
}

private func notPoints(_ path: String, found: String) -> StorageError {
  .malformed(
    path: path, place: "format", expected: "an npy, npz or safetensors file or a table of points",
    found: found)
}
