import Storage

extension Recipe {
  /// The recipe as TOML with every setting written out; reading it gives an equal recipe.
  package var toml: String {
    RecipeSetting.sections.map(tomlSection).joined(separator: "\n")
  }

  /// The settings in which two recipes differ, as `section.key` with both values, in order.
  func differences(from other: Recipe) -> [(name: String, own: String, other: String)] {
    let own = settings
    let others = Dictionary(uniqueKeysWithValues: other.settings)
    let names =
      own.map(\.0) + others.keys.filter { name in !own.contains { $0.0 == name } }.sorted()
    let values = Dictionary(uniqueKeysWithValues: own)
    return names.compactMap { name in
      let pair = (values[name]?.tomlText ?? "nothing", others[name]?.tomlText ?? "nothing")
      return pair.0 == pair.1 ? nil : (name, pair.0, pair.1)
    }
  }

  private func tomlSection(_ section: String) -> String {
    let prefix = section + "."
    let lines = settings.filter { $0.0.hasPrefix(prefix) }
      .map { "\($0.0.dropFirst(prefix.count)) = \($0.1.tomlText)\n" }
    return "[\(section)]\n" + lines.joined()
  }

  /// Every setting that is used, by name; an empty source of data is left out.
  private var settings: [(String, TOMLValue)] {
    var settings: [(String, TOMLValue)] = []
    for setting in RecipeSetting.all {
      let value = setting.value(self)
      if value != .text("") { settings.append((setting.name, value)) }
      if setting.name == "data.file" {
        settings += data.generatorSettings.sorted { $0.key < $1.key }
          .map { ("data.\($0.key)", $0.value) }
      }
      if setting.name == "objective.reduction" {
        settings += objectiveSettings.map {
          ("objective.\($0.key)", objective.settings[$0.key] ?? $0.defaultValue)
        }
      }
    }
    return settings
  }
}
