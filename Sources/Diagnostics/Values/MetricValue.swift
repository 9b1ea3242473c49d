/// A metric's number, or why there is none.
package struct MetricValue: Codable, Sendable, Equatable {
  /// The key of the metric's ``MetricDefinition``.
  package let key: String
  /// The number, always finite; `nil` when there is none.
  package let value: Double?
  /// Why there is no number; `nil` when there is one.
  package let reason: String?

  /// A number; what is not finite becomes a reason.
  package init(_ key: String, _ value: Double) {
    self.key = key
    self.value = value.isFinite ? value : nil
    reason = value.isFinite ? nil : "not a finite number for these samples"
  }

  /// No number, and why.
  package init(_ key: String, missing reason: String) {
    self.key = key
    value = nil
    self.reason = reason
  }
}
