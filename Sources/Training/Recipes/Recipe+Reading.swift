import Datasets
import Models
import Networks
import Storage

extension Recipe {
  /// Reads a recipe from TOML text and applies overrides; every setting is validated.
  ///
  /// - Parameters:
  ///   - toml: The text.
  ///   - path: The name of the text in errors.
  ///   - overrides: Settings that take precedence over the text's, in order.
  /// - Throws: The first setting that is unknown, of the wrong type, out of range or missing.
  package init(toml: String, path: String, overrides: [RecipeOverride] = []) throws(RecipeError) {
    let document = try RecipeDocument(text: toml, path: path)
    for section in document.sections {
      try RecipeSetting.checkSection(section.name, at: section.location)
    }
    let reading = RecipeReading(document.entries, overrides: overrides)
    try reading.checkNames()
    self = try reading.recipe(at: RecipeLocation(path))
  }
}

/// The entries of a recipe while they are validated: first their names, since a value under a wrong name is
/// meaningless, then their values.
private struct RecipeReading {
  private var entries: [RecipeEntry]

  init(_ entries: [RecipeEntry], overrides: [RecipeOverride]) {
    self.entries = entries
    for override in overrides { put(override.entry) }
  }

  /// Appends an override; an override of one source of data replaces the other source.
  private mutating func put(_ override: RecipeEntry) {
    let replaced = ["data.file": "data.generator", "data.generator": "data.file"][override.name]
    if let replaced {
      entries.removeAll { $0.name == replaced || $0.isOfGenerator }
    }
    entries.append(override)
  }

  func checkNames() throws(RecipeError) {
    for entry in entries {
      try RecipeSetting.checkSection(entry.section, at: entry.keyLocation)
      let known = RecipeSetting.keys(of: entry.section)
      let own = ownKeys(of: entry.section)
      guard !known.contains(entry.key), !own.contains(entry.key) else { continue }
      throw .unknownSetting(
        entry.keyLocation, section: entry.section, found: entry.key, known: known + own,
        nearest: nearest(to: entry.key, among: known + own, of: entry.section))
    }
  }

  /// The further keys of a section, from generators, objectives and likelihoods.
  private func ownKeys(of section: String) -> [String] {
    switch section {
    case "data": generatorKeys
    case "objective": ObjectiveOwner.all.flatMap { $0.settings.map(\.key) }.unique
    default: []
    }
  }

  private func nearest(to key: String, among known: [String], of section: String) -> String? {
    if let nearest = NearestName.of(key, among: known) { return nearest }
    return RecipeSetting.all.first { $0.key == key && $0.section != section }?.name
  }

  /// The keys of the named generator; of every generator where no known one is named, and none where a file
  /// is.
  private var generatorKeys: [String] {
    let generator = entries.last { $0.name == "data.generator" }
    if generator == nil, entries.contains(where: { $0.name == "data.file" }) { return [] }
    let named = DatasetGenerators.all.filter { .text($0.name) == generator?.value }
    var keys: [String] = []
    for type in named.isEmpty ? DatasetGenerators.all : named {
      keys += type.keys.filter { !keys.contains($0) }
    }
    return keys
  }

  /// The recipe, when every value is valid and the samples come from exactly one source.
  func recipe(at location: RecipeLocation) throws(RecipeError) -> Recipe {
    var recipe = Recipe()
    for entry in entries {
      guard let setting = RecipeSetting.all.first(where: { $0.name == entry.name }) else {
        continue
      }
      guard setting.assign(entry.value, &recipe) else {
        throw .badValue(
          entry.location, setting: entry.name, expected: setting.expected,
          found: entry.value.tomlText)
      }
    }
    try checkNetwork(of: recipe, at: location)
    try checkLikelihood(of: recipe, at: location)
    try checkObjective(of: recipe, at: location)
    recipe.objective.settings = try objectiveSettings(of: recipe)
    switch (recipe.data.generator, recipe.data.file) {
    case ("", ""):
      throw .incomplete(location, expected: "data.generator or data.file", found: "neither")
    case ("", _): break
    case (let name, ""):
      guard recipe.data.array.isEmpty, recipe.data.axes.isEmpty, recipe.data.labels.isEmpty else {
        throw .incomplete(
          location, expected: "data.file beside data.array, data.axes or data.labels",
          found: "data.generator")
      }
      recipe.data.generatorSettings = try generatorSettings(name)
    default:
      throw .incomplete(location, expected: "data.generator or data.file", found: "both")
    }
    return recipe
  }

  /// Rejects layers that the architecture does not have.
  private func checkNetwork(of recipe: Recipe, at location: RecipeLocation) throws(RecipeError) {
    guard let family = ArchitectureFamily.named(recipe.network.name) else { return }
    let (channels, counts) = (recipe.network.channels, family.channelCounts)
    if !channels.isEmpty, !counts.contains(channels.count) {
      throw .badValue(
        place(of: "network.channels") ?? location, setting: "network.channels",
        expected: (counts.upperBound == 0 ? "none" : "\(counts.lowerBound) numbers")
          + " for network.name = \(family.name)",
        found: "[\(channels.map { "\($0)" }.joined(separator: ", "))]")
    }
    if recipe.network.hidden != 0, !family.hasHiddenLayers {
      let others = ArchitectureFamily.all.filter(\.hasHiddenLayers).map(\.name)
      throw .badValue(
        place(of: "network.hidden") ?? location, setting: "network.hidden",
        expected: "0 for network.name = \(family.name), since only "
          + "\(others.joined(separator: ", ")) have such layers",
        found: "\(recipe.network.hidden)")
    }
  }

  /// Rejects settings that the objective cannot be trained with, at the setting that was written.
  private func checkObjective(of recipe: Recipe, at location: RecipeLocation) throws(RecipeError) {
    for rule in recipe.objectiveKind.rules {
      guard let found = rule.fault(recipe) else { continue }
      throw .badValue(
        place(of: rule.setting) ?? place(of: "objective.name") ?? location, setting: rule.setting,
        expected: "\(rule.expected) for objective.name = \(recipe.objective.name)", found: found)
    }
  }

  /// Where a setting was written last.
  private func place(of setting: String) -> RecipeLocation? {
    entries.last { $0.name == setting }?.location
  }

  /// Samples are decoded as the pixel mode defines, so the likelihood must interpret the decoder's output in
  /// the same way.
  private func checkLikelihood(
    of recipe: Recipe, at location: RecipeLocation
  ) throws(RecipeError) {
    let suited = recipe.data.pixels.likelihoods
    guard recipe.objective.likelihood != "automatic", !suited.contains(recipe.likelihoodName) else {
      return
    }
    throw .badValue(
      place(of: "objective.likelihood") ?? location, setting: "objective.likelihood",
      expected: "\(suited.joined(separator: " or ")) for data.pixels = "
        + "\(recipe.data.pixels.rawValue)", found: recipe.likelihoodName)
  }

  /// The settings of the objective and its likelihood that differ from the default.
  ///
  /// Settings of other objectives must have their default, as in recipes that were written out in full.
  private func objectiveSettings(
    of recipe: Recipe
  ) throws(RecipeError) -> [String: TOMLValue] {
    var settings: [String: TOMLValue] = [:]
    let own = recipe.objectiveSettings
    var foreign: [(entry: RecipeEntry, owners: [ObjectiveOwner])] = []
    for entry in entries where entry.isOfObjective {
      let owners = ObjectiveOwner.all.filter { $0.setting(entry.key) != nil }
      let ownSetting = own.first { $0.key == entry.key }
      guard let setting = ownSetting ?? owners.first?.setting(entry.key) else {
        preconditionFailure("Recipe: \(entry.name) passed the check of names")
      }
      guard let value = setting.normalized(entry.value) else {
        throw .badValue(
          entry.location, setting: entry.name, expected: setting.expected,
          found: entry.value.tomlText)
      }
      foreign.removeAll { $0.entry.key == entry.key }
      if ownSetting != nil {
        settings[entry.key] = value == setting.defaultValue ? nil : value
      } else if value != setting.defaultValue {
        foreign.append((entry, owners))
      }
    }
    guard let first = foreign.first else { return settings }
    throw .foreignSetting(
      first.entry.keyLocation, setting: first.entry.name,
      chosen: "objective \(recipe.objective.name) or likelihood \(recipe.likelihoodName)",
      owners: first.owners.map(\.label).joined(separator: ", "))
  }

  /// All settings of the generator; those without an entry have their defaults.
  private func generatorSettings(_ name: String) throws(RecipeError) -> [String: TOMLValue] {
    guard var generator = try? DatasetGenerators.named(name) else {
      preconditionFailure("Recipe: generator \(name) passed its setting")
    }
    for entry in entries where entry.isOfGenerator {
      do {
        try generator.set(key: entry.key, value: entry.value.plainText)
      } catch .invalidSetting(_, _, let expected, _) {
        throw .badValue(
          entry.location, setting: entry.name, expected: expected, found: entry.value.tomlText)
      } catch {
        preconditionFailure("Recipe: \(entry.name) passed the check of names")
      }
    }
    var settings: [String: TOMLValue] = [:]
    for key in type(of: generator).keys {
      settings[key] = generator.value(of: key).map(TOMLValue.init(typed:))
    }
    return settings
  }
}

extension RecipeEntry {
  /// Whether this is a setting of a generator, not one that every recipe has.
  fileprivate var isOfGenerator: Bool {
    section == "data" && !RecipeSetting.keys(of: section).contains(key)
  }
}

extension RecipeEntry {
  /// Whether this is a setting of an objective or a likelihood, not one that every recipe has.
  fileprivate var isOfObjective: Bool {
    section == "objective" && !RecipeSetting.keys(of: section).contains(key)
  }
}

/// An objective or a likelihood with its settings.
private struct ObjectiveOwner {
  let label: String
  let settings: [ObjectiveSetting]

  func setting(_ key: String) -> ObjectiveSetting? { settings.first { $0.key == key } }

  static var all: [ObjectiveOwner] {
    ObjectiveKind.all.map {
      ObjectiveOwner(label: "objective \($0.name)", settings: $0.settings)
    }
      + LikelihoodRegistry.all.map {
        ObjectiveOwner(
          label: "likelihood \($0.name)", settings: ObjectiveSetting.settings(of: $0))
      }
  }
}

extension [String] {
  /// The texts without repetitions, in order of first occurrence.
  fileprivate var unique: [String] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension RecipeSetting {
  fileprivate static func checkSection(
    _ name: String, at location: RecipeLocation
  ) throws(RecipeError) {
    guard !sections.contains(name) else { return }
    throw .unknownSection(
      location, found: name, known: sections,
      nearest: NearestName.of(name, among: sections))
  }
}
