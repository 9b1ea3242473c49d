/// A known factor as the diagnosis names it.
package struct DiagnosedFactor: Codable, Sendable, Equatable {
  /// The name; unique in a diagnosis.
  package var name: String
  /// The unit; empty for a pure number.
  package var unit: String
  /// Whether all measured samples have the same value, so that nothing can be said about it.
  package var isConstant: Bool

  /// Creates a factor.
  package init(name: String, unit: String, isConstant: Bool = false) {
    self.name = name
    self.unit = unit
    self.isConstant = isConstant
  }
}
