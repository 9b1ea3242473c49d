import Datasets

extension Recipe {
  /// Keeps a key of `[data]` for the generator, which knows what it means.
  mutating func applyGeneratorSetting(_ entry: RecipeEntry) throws(RecipeError) {
    guard entry.section == "data" else {
      throw .unknownSetting(
        entry.location, section: entry.section, found: entry.key,
        known: RecipeSetting.keys(of: entry.section))
    }
    data.generatorSettings[entry.key] = entry.value
  }

  /// Checks that the samples come from exactly one place.
  func checkSource(at location: RecipeLocation) throws(RecipeError) {
    switch (data.generator, data.file) {
    case ("", ""):
      throw .incomplete(location, expected: "data.generator or data.file", found: "neither")
    case (let generator, let file) where !generator.isEmpty && !file.isEmpty:
      throw .incomplete(location, expected: "data.generator or data.file", found: "both")
    default: break
    }
  }
}
