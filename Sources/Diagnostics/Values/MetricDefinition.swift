/// What a metric is, apart from any measurement.
package struct MetricDefinition: Sendable, Equatable {
  /// Whether more is better.
  package enum Direction: Sendable {
    /// Larger is better.
    case higher
    /// Smaller is better.
    case lower
    /// Neither; a description.
    case neither
  }

  /// The key in JSON, lower snake case; unique.
  package let key: String
  /// The name on screen, at most 14 characters.
  package let title: String
  /// The unit; empty for a pure number.
  package let unit: String
  /// Whether more is better.
  package let better: Direction
  /// The formula and its source.
  package let definition: String
  /// How many times numbers have changed under the same words; part of what results are cached under.
  let revision: Int

  /// The unit of what is measured in the squared unit of the data, whichever that is.
  static let squaredDataUnit = "unit^2"

  init(
    _ key: String, _ title: String, unit: String = "", better: Direction = .higher,
    revision: Int = 1, _ definition: String
  ) {
    self.key = key
    self.title = title
    self.unit = unit
    self.better = better
    self.definition = definition
    self.revision = revision
  }
}

extension MetricDefinition {
  /// Every metric, in the order of the families.
  package static let all: [MetricDefinition] = MetricFamily.all.flatMap(\.definitions)

  /// The metric with a key.
  package static func named(_ key: String) -> MetricDefinition? { all.first { $0.key == key } }

  /// All that the code says of some metrics, as text: results are cached under it.
  static func text(of definitions: [MetricDefinition]) -> String {
    definitions.map { definition in
      "\(definition.key) \(definition.revision) [\(definition.unit)] \(definition.better): \(definition.definition)"
    }.joined(separator: "\n")
  }
}
