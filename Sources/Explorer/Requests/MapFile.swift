package import Maps

/// A file of points.
package struct MapFile: Sendable, Equatable {
  /// The path.
  package var path: String
  /// The name of the array where the file has several; `nil` for the only one.
  package var array: String?
  /// The roles that the user chose for the columns of a table.
  package var choice: ColumnChoice

  /// Creates a reference to a file.
  package init(path: String, array: String? = nil, choice: ColumnChoice = ColumnChoice()) {
    self.path = path
    self.array = array
    self.choice = choice
  }

  /// The name without folders and extension.
  var stem: String {
    let name = path.split(separator: "/").last ?? "points"
    return String(name.split(separator: ".", maxSplits: 1).first ?? name)
  }
}
