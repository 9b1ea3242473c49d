package import Maps

/// A file of points.
package struct MapFile: Sendable, Equatable {
  /// Where it lies.
  package var path: String
  /// The array of a file of several; `nil` for the only one.
  package var array: String?
  /// What the user says of the columns of a table.
  package var choice: ColumnChoice

  /// Names a file.
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
