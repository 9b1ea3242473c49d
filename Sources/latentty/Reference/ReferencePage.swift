import ArgumentParser
import Datasets
import Diagnostics
import Explorer
import Models
import Training

/// A page, or a part of one, that is made from a table of the program; a new one is a line in ``all``.
struct ReferencePage: ExpressibleByArgument {
  /// The name on the command line and in the documentation.
  let name: String
  /// The lines in Markdown.
  let lines: [String]

  init?(argument: String) {
    guard let page = Self.all.first(where: { $0.name == argument }) else { return nil }
    self = page
  }

  private init(_ name: String, _ lines: [String]) {
    self.name = name
    self.lines = lines
  }

  /// Every page.
  static let all: [ReferencePage] =
    [
      ReferencePage("keys", CommandReference.lines),
      ReferencePage("metrics", metricRows),
      ReferencePage("recipe-objectives", objectiveRows),
      ReferencePage("recipe-objective-settings", rows(SettingReference.objectiveSettings)),
    ]
    + SettingReference.sections.map { section in
      ReferencePage("recipe-\(section)", rows(SettingReference.settings(of: section)))
    }
    + DatasetGenerators.all.map { generator in
      ReferencePage("recipe-\(generator.name)", rows(SettingReference.settings(of: generator)))
    }

  static let allValueStrings = all.map(\.name)

  private static let metricRows = table(
    "key", "name", "better", "definition",
    rows: MetricDefinition.all.map { metric in
      let unit = metric.unit.isEmpty ? "" : ", \(metric.unit)"
      let better =
        switch metric.better {
        case .higher: "higher"
        case .lower: "lower"
        case .neither: ""
        }
      return ["`\(metric.key)`", metric.title + unit, better, metric.definition]
    })

  private static let objectiveRows = table(
    "objective", "what is minimised", "latents",
    rows: ObjectiveKind.all.map { ["`\($0.name)`", $0.summary, $0.latents.name] })

  private static func rows(_ settings: [SettingReference]) -> [String] {
    let isOwned = settings.contains { !$0.owners.isEmpty }
    return table(
      ["key", "default"] + (isOwned ? ["of"] : []) + ["meaning"],
      rows: settings.map { setting in
        let owners = setting.owners.map { "`\($0)`" }.joined(separator: ", ")
        return ["`\(setting.key)`", code(setting.defaultText)] + (isOwned ? [owners] : [])
          + [setting.summary]
      })
  }

  private static func code(_ text: String) -> String { text.isEmpty ? "" : "`\(text)`" }

  private static func table(_ columns: String..., rows: [[String]]) -> [String] {
    table(columns, rows: rows)
  }

  private static func table(_ columns: [String], rows: [[String]]) -> [String] {
    [line(columns), "|" + String(repeating: "---|", count: columns.count)]
      + rows.map { line($0.map { $0.replacing("|", with: "\\|") }) }
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
