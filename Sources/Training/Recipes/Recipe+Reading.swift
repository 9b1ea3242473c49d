import Datasets

extension Recipe {
  /// Reads a recipe from TOML text and puts overrides over it; every setting is checked.
  ///
  /// - Parameters:
  ///   - toml: The text.
  ///   - path: The name of the text in errors.
  ///   - overrides: Settings that win over the text's, in order.
  /// - Throws: The first setting that is unknown, of the wrong type, out of range or missing.
  public init(toml: String, path: String, overrides: [RecipeOverride] = []) throws(RecipeError) {
    let document = try RecipeDocument(text: toml, path: path)
    for section in document.sections where !RecipeSetting.sections.contains(section.name) {
      throw .unknownSection(
        section.location, found: section.name, known: RecipeSetting.sections)
    }
    var reading = RecipeReading()
    for entry in document.entries { try reading.apply(entry) }
    for override in overrides { try reading.apply(override) }
    self = try reading.finished(at: RecipeLocation(path))
  }
}

/// A recipe while its entries are read; the generator's own settings wait until the generator is known.
private struct RecipeReading {
  private var recipe = Recipe()
  private var generatorEntries: [RecipeEntry] = []

  mutating func apply(_ override: RecipeOverride) throws(RecipeError) {
    // The other source of data is replaced, not joined.
    switch override.entry.name {
    case "data.file": (recipe.data.generator, generatorEntries) = ("", [])
    case "data.generator": (recipe.data.file, generatorEntries) = ("", [])
    default: break
    }
    try apply(override.entry)
  }

  mutating func apply(_ entry: RecipeEntry) throws(RecipeError) {
    guard RecipeSetting.sections.contains(entry.section) else {
      throw .unknownSection(
        entry.location, found: entry.section, known: RecipeSetting.sections)
    }
    guard let setting = RecipeSetting.all.first(where: { $0.name == entry.name }) else {
      guard entry.section == "data" else { throw unknown(entry) }
      return generatorEntries.append(entry)
    }
    guard setting.assign(entry.value, &recipe) else {
      throw .badValue(
        entry.location, setting: entry.name, expected: setting.expected,
        found: entry.value.tomlText)
    }
  }

  /// The recipe, when its samples come from exactly one place.
  consuming func finished(at location: RecipeLocation) throws(RecipeError) -> Recipe {
    switch (recipe.data.generator, recipe.data.file) {
    case ("", ""):
      throw .incomplete(location, expected: "data.generator or data.file", found: "neither")
    case ("", _):
      if let entry = generatorEntries.first { throw unknown(entry) }
    case (let name, ""):
      recipe.data.generatorSettings = try generatorSettings(name)
    default:
      throw .incomplete(location, expected: "data.generator or data.file", found: "both")
    }
    return recipe
  }

  /// All settings of the generator, those that no entry names with their defaults.
  private func generatorSettings(_ name: String) throws(RecipeError) -> [String: RecipeValue] {
    guard var generator = try? DatasetGenerators.named(name) else {
      preconditionFailure("Recipe: generator \(name) passed its setting")
    }
    for entry in generatorEntries {
      do {
        try generator.set(key: entry.key, value: entry.value.plainText)
      } catch .invalidSetting(_, _, let expected, _) {
        throw .badValue(
          entry.location, setting: entry.name, expected: expected, found: entry.value.tomlText)
      } catch {
        throw unknown(entry, with: type(of: generator).keys)
      }
    }
    var settings: [String: RecipeValue] = [:]
    for key in type(of: generator).keys {
      settings[key] = generator.value(of: key).map(RecipeDocument.value(typed:))
    }
    return settings
  }

  private func unknown(_ entry: RecipeEntry, with more: [String] = []) -> RecipeError {
    .unknownSetting(
      entry.location, section: entry.section, found: entry.key,
      known: RecipeSetting.keys(of: entry.section) + more)
  }
}
