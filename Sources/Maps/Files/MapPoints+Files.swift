import Storage
import Tensors

extension MapPoints {
  /// Reads points from a file of arrays of any format of `ArrayFormat`, or a table, recognised by its contents.
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
    let content = try reading { () throws(StorageError) in try DataContent(path: path) }
    switch content {
    case .arrays(let arrays): try self.init(arrays, array: array, choice: choice)
    case .table(let table): try self.init(table: table, path: path, array: array, choice: choice)
    case .other(let words): throw .storage(notPoints(path, found: words))
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

private func notPoints(_ path: String, found: String) -> StorageError {
  .malformed(
    path: path, place: "format", expected: "a file of arrays or a table of points",
    found: found)
}
