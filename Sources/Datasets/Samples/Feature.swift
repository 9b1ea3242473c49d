/// An element of a sample that has a name of its own, as the column of a table has.
package struct Feature: Codable, Sendable, Equatable {
  /// The name, as in the file.
  package var name: String
  /// The unit; empty for a pure number, and where it is not known.
  package var unit: String

  /// Creates a feature.
  package init(_ name: String, unit: String = "") {
    self.name = name
    self.unit = unit
  }
}
