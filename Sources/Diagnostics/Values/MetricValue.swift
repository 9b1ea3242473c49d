/// The value of a metric, or why it is missing.
package struct MetricValue: Codable, Sendable, Equatable {
  /// The key of the metric's ``MetricDefinition``.
  package let key: String
  /// The number, always finite; `nil` when it is missing.
  package let value: Double?
  /// Why the number is missing; `nil` when it is not.
  package let reason: String?
  /// The standard error over samples; `nil` where it is not known.
  package var standardError: Double?

  /// A number; NaN and infinities become missing, with a reason.
  package init(_ key: String, _ value: Double) {
    self.key = key
    self.value = value.isFinite ? value : nil
    reason = value.isFinite ? nil : "not a finite number for these samples"
  }

  /// A missing number, with the reason.
  package init(_ key: String, missing reason: String) {
    self.key = key
    value = nil
    self.reason = reason
  }
}
