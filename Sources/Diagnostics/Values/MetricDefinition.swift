/// What a metric is, apart from any measurement.
public struct MetricDefinition: Sendable, Equatable {
  /// Whether more is better.
  public enum Direction: Sendable {
    /// Larger is better.
    case higher
    /// Smaller is better.
    case lower
    /// Neither; a description.
    case neither
  }

  /// The key in JSON, lower snake case; unique.
  public let key: String
  /// The name on screen, at most 14 characters.
  public let title: String
  /// The unit; empty for a pure number.
  public let unit: String
  /// Whether more is better.
  public let better: Direction
  /// The formula and its source.
  public let definition: String

  /// The unit of what is measured in the squared unit of the data, whichever that is.
  static let squaredDataUnit = "unit^2"

  init(
    _ key: String, _ title: String, unit: String = "", better: Direction = .higher,
    _ definition: String
  ) {
    self.key = key
    self.title = title
    self.unit = unit
    self.better = better
    self.definition = definition
  }
}

extension MetricDefinition {
  /// Every metric, in the order of the families.
  public static let all: [MetricDefinition] = MetricFamily.all.flatMap(\.definitions)

  /// The metric with a key.
  public static func named(_ key: String) -> MetricDefinition? { all.first { $0.key == key } }
}
