/// A penalty of an objective by its name.
package struct Penalty: Codable, Sendable, Equatable {
  /// The name, as in events: `alignment` is logged as `loss/alignment`.
  package var name: String
  /// The mean over the samples, without the penalty's weight.
  package var value: Double

  /// Creates a penalty.
  package init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}
