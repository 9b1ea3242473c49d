package import Datasets
import Networks
import Storage

/// A setting of recipes, as the documentation lists it.
package struct SettingReference: Sendable {
  /// The key within its section.
  package let key: String
  /// The value when a recipe names none, in TOML; empty where there is none.
  package let defaultText: String
  /// The objectives and likelihoods that the setting belongs to; empty where it always applies.
  package let owners: [String]
  /// What it is, in Markdown.
  package let summary: String

  /// The sections of a recipe, in the order of a written one.
  package static var sections: [String] { RecipeSetting.sections }

  /// The settings of a section that every recipe has.
  package static func settings(of section: String) -> [SettingReference] {
    let usual = Recipe()
    return RecipeSetting.all.filter { $0.section == section }.map {
      SettingReference(
        key: $0.key, defaultText: text(of: $0.value(usual)), owners: [], summary: $0.summary)
    }
  }

  /// The settings of a generator, which belong to the section `[data]`.
  package static func settings(
    of generator: any DatasetGenerator.Type
  ) -> [SettingReference] {
    func list<Generator: DatasetGenerator>(_: Generator.Type) -> [SettingReference] {
      let usual = Generator()
      return Generator.settings.map { setting in
        let value = usual.value(of: setting.key) ?? ""
        // As it is read after `--set`.
        let read = try? RecipeDocument.override("data.\(setting.key)=\(value)").value
        return SettingReference(
          key: setting.key, defaultText: text(of: read ?? .text(value)), owners: [],
          summary: setting.summary)
      }
    }
    return list(generator)
  }

  /// The settings of objectives and likelihoods, which belong to the section `[objective]`.
  package static var objectiveSettings: [SettingReference] {
    let owned =
      ObjectiveKind.all.map { ($0.name, $0.settings) }
      + LikelihoodRegistry.all.map { ($0.name, ObjectiveSetting.settings(of: $0)) }
    var keys: [String] = []
    for (_, settings) in owned { keys += settings.map(\.key).filter { !keys.contains($0) } }
    return keys.compactMap { key in
      let owners = owned.filter { $0.1.contains { $0.key == key } }
      guard let setting = owners.first?.1.first(where: { $0.key == key }) else { return nil }
      return SettingReference(
        key: key, defaultText: text(of: setting.defaultValue), owners: owners.map(\.0),
        summary: setting.summary)
    }
  }

  private static func text(of value: TOMLValue) -> String {
    switch value {
    case .text(""): ""
    case .number(let number): Int(exactly: number).map(String.init) ?? value.tomlText
    default: value.tomlText
    }
  }
}
