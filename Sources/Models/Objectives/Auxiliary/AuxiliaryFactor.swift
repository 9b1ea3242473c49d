/// A known factor that a latent is tied to, with the range that is scaled to 0...1.
package struct AuxiliaryFactor: Codable, Sendable, Equatable {
  /// The factor's name in the data set.
  package let name: String
  /// The value that becomes 0, the smallest of the data set.
  package let lower: Double
  /// The value that becomes 1, the largest of the data set.
  package let upper: Double

  /// Creates a factor with a range, `lower` below `upper`.
  package init(name: String, lower: Double, upper: Double) {
    self.name = name
    self.lower = lower
    self.upper = upper
  }

  /// The factor in units of its range: 0 at ``lower``, 1 at ``upper``.
  package func scaled(_ value: Double) -> Double {
    (value - lower) / (upper - lower)
  }
}
