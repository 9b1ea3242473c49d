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
    self.init()
    let document = try RecipeDocument(text: toml, path: path)
    for section in document.sections where !RecipeSetting.sections.contains(section.name) {
      throw .unknownSection(
        section.location, found: section.name, known: RecipeSetting.sections)
    }
    for entry in document.entries { try apply(entry) }
    for override in overrides { try apply(override) }
    try checkSource(at: RecipeLocation(path))
  }

  private mutating func apply(_ override: RecipeOverride) throws(RecipeError) {
    // The other source of data is replaced, not joined.
    switch override.entry.name {
    case "data.file": (data.generator, data.generatorSettings) = ("", [:])
    case "data.generator": (data.file, data.generatorSettings) = ("", [:])
    default: break
    }
    try apply(override.entry)
  }

  private mutating func apply(_ entry: RecipeEntry) throws(RecipeError) {
    guard RecipeSetting.sections.contains(entry.section) else {
      throw .unknownSection(
        entry.location, found: entry.section, known: RecipeSetting.sections)
    }
    guard let setting = RecipeSetting.all.first(where: { $0.name == entry.name }) else {
      return try applyGeneratorSetting(entry)
    }
    guard setting.assign(entry.value, &self) else {
      throw .badValue(
        entry.location, setting: entry.name, expected: setting.expected,
        found: entry.value.tomlText)
    }
  }
}
