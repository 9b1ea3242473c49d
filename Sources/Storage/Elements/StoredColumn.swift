/// A column of a table in a file.
package struct StoredColumn: Sendable, Equatable {
  /// The values in the order of the rows.
  package enum Values: Sendable, Equatable {
    /// Numbers; NaN where one is missing.
    case numbers([Double])
    /// Texts.
    case texts([String])
    /// Values that are not read, by the name of their type.
    case foreign(String)
  }

  /// The name; unique only where the file says so.
  package let name: String
  /// The unit; empty for pure numbers, and where none is named.
  package let unit: String
  /// The values.
  package let values: Values

  /// Creates a column.
  package init(name: String, unit: String = "", values: Values) {
    (self.name, self.unit, self.values) = (name, unit, values)
  }
}
