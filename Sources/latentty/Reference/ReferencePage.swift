import ArgumentParser
import Diagnostics
import Explorer

/// A part of the documentation that is made from a table of the program, so that it cannot say anything else.
enum ReferencePage: String, ExpressibleByArgument, CaseIterable {
  /// What keys and commands of the explorer do.
  case keys
  /// What the metrics of a diagnosis are.
  case metrics

  /// The lines in Markdown.
  var lines: [String] {
    switch self {
    case .keys: CommandReference.lines
    case .metrics: Self.metricRows
    }
  }

  private static var metricRows: [String] {
    ["| key | name | better | definition |", "|---|---|---|---|"]
      + MetricDefinition.all.map { metric in
        let unit = metric.unit.isEmpty ? "" : ", \(metric.unit)"
        let better =
          switch metric.better {
          case .higher: "higher"
          case .lower: "lower"
          case .neither: ""
          }
        let definition = metric.definition.replacing("|", with: "\\|")
        return "| `\(metric.key)` | \(metric.title)\(unit) | \(better) | \(definition) |"
      }
  }
}
