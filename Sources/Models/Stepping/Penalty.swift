/// A penalty of an objective by its name.
public struct Penalty: Codable, Sendable, Equatable {
  /// The name, as in events: `alignment` is logged as `loss/alignment`.
  public var name: String
  /// The mean over the samples, without the penalty's weight.
  public var value: Double

  /// Creates a penalty.
  public init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}
