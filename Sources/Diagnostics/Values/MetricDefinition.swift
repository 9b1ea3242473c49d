/// The definition of a metric.
package struct MetricDefinition: Sendable, Equatable {
  /// Whether larger values are better.
  package enum Direction: Sendable {
    /// Larger is better.
    case higher
    /// Smaller is better.
    case lower
    /// Neither; the metric is descriptive.
    case neither
  }

  /// The key in JSON, lower snake case; unique.
  package let key: String
  /// The name on screen, at most 14 characters.
  package let title: String
  /// The unit; empty for a dimensionless metric.
  package let unit: String
  /// Whether larger values are better.
  package let better: Direction
  /// The smallest and the largest possible value; infinite where there is none.
  package let range: ClosedRange<Double>
  /// The formula and its source.
  package let definition: String
  /// How often the numbers have changed under the same definition; part of the cache key.
  let revision: Int

  /// The unit of metrics in the squared unit of the data, whatever that is.
  static let squaredDataUnit = "unit^2"

  init(
    _ key: String, _ title: String, unit: String = "", better: Direction = .higher,
    range: ClosedRange<Double> = -.infinity ... .infinity, revision: Int = 1, _ definition: String
  ) {
    self.key = key
    self.title = title
    self.unit = unit
    self.better = better
    self.range = range
    self.definition = definition
    self.revision = revision
  }
}

extension MetricDefinition {
  /// Every metric, in the order of the families.
  package static let all: [MetricDefinition] = MetricFamily.all.flatMap(\.definitions)

  /// The metric with a key.
  package static func named(_ key: String) -> MetricDefinition? { all.first { $0.key == key } }

  /// All definitions as text, which is part of the cache key.
  static func text(of definitions: [MetricDefinition]) -> String {
    definitions.map { definition in
      "\(definition.key) \(definition.revision) [\(definition.unit)] \(definition.better): \(definition.definition)"
    }.joined(separator: "\n")
  }
}
