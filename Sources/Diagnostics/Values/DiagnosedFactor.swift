/// A known factor as the diagnosis names it.
public struct DiagnosedFactor: Codable, Sendable, Equatable {
  /// The name; unique in a diagnosis.
  public var name: String
  /// The unit; empty for a pure number.
  public var unit: String
  /// Whether all measured samples have the same value, so that nothing can be said about it.
  public var isConstant: Bool

  /// Creates a factor.
  public init(name: String, unit: String, isConstant: Bool = false) {
    self.name = name
    self.unit = unit
    self.isConstant = isConstant
  }
}
