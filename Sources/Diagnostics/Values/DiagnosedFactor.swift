/// A known factor as named in the diagnosis.
package struct DiagnosedFactor: Codable, Sendable, Equatable {
  /// The name; unique in a diagnosis.
  package var name: String
  /// The unit; empty for a dimensionless factor.
  package var unit: String
  /// Whether all samples have the same value, so that the factor has no metrics.
  package var isConstant: Bool

  /// Creates a factor.
  package init(name: String, unit: String, isConstant: Bool = false) {
    self.name = name
    self.unit = unit
    self.isConstant = isConstant
  }
}
