import Datasets
import Models
import Storage
import TestSupport
import Tensors
import Testing

@testable import Training

@Suite struct RecipeWritingTests {
  @Test func aWrittenRecipeReadsBackEqual() throws {
    for seed in 0..<200 {
      var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
      let recipe = randomRecipe(&random)
      let read = try Recipe(toml: recipe.toml, path: "seed \(seed)")
      #expect(read == recipe, "seed \(seed): \(recipe.toml)")
      #expect(read.toml == recipe.toml, "seed \(seed)")
    }
  }

  @Test func everySettingIsWritten() throws {
    var recipe = Recipe()
    recipe.data.generator = "galaxies"
    let ofFiles = ["data.file", "data.array", "data.axes", "data.labels"]
    for setting in RecipeSetting.all where !ofFiles.contains(setting.name) {
      #expect(recipe.toml.contains("\n\(setting.key) = "), "\(setting.name)")
    }
  }

  @Test func settingsOfFilesAreWrittenAndReadBack() throws {
    let text = "[data]\nfile = \"a.npz\"\narray = \"X\"\naxes = \"nchw\"\nlabels = \"y,z\"\n"
    let recipe = try Recipe(toml: text, path: "a.toml")
    #expect(try Recipe(toml: recipe.toml, path: "b.toml") == recipe)
    #expect(recipe.toml.hasPrefix(text.dropLast()))
    for (setting, problem) in [
      ("file = \"a.npz\"\naxes = \"nchx\"", "data.axes: expected an order of axes"),
      ("generator = \"galaxies\"\narray = \"X\"", "expected data.file beside data.array"),
    ] {
      let error = #expect(throws: RecipeError.self) {
        try Recipe(toml: "[data]\n\(setting)\n", path: "a.toml")
      }
      #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }
  }

  @Test func differencesNameTheSettingAndBothValues() {
    var first = Recipe()
    first.data.generator = "galaxies"
    first.data.generatorSettings["count"] = .integer(5)
    var second = first
    second.objective.settings["beta"] = .number(3)
    second.data.generatorSettings = ["seed": .integer(1)]
    let differences = first.differences(from: second).map { "\($0.name) \($0.own) \($0.other)" }
    #expect(
      differences == ["data.count 5 nothing", "objective.beta 1.0 3.0", "data.seed nothing 1"])
  }

  private func randomRecipe(_ random: inout CounterRandom) -> Recipe {
    var recipe = Recipe()
    if Bool.random(using: &random) {
      var settings = GalaxySettings()
      settings.count = .random(in: 1...100_000, using: &random)
      settings.noise = .random(using: &random)
      let lowest = Double.random(in: 0...1, using: &random)
      try? settings.set(key: "flux", value: "\(lowest)...1e4")
      recipe.data.generator = "galaxies"
      for key in GalaxySettings.keys {
        recipe.data.generatorSettings[key] = settings.value(of: key)
          .map(TOMLValue.init(typed:))
      }
    } else {
      recipe.data.file = randomText(&random)
    }
    let sources = ["data.generator", "data.file"]
    let ofFiles = recipe.data.file.isEmpty ? ["data.array", "data.axes", "data.labels"] : []
    for setting in RecipeSetting.all where !(sources + ofFiles).contains(setting.name) {
      let candidates: [TOMLValue] = [
        .integer(.random(in: 0...Int.max, using: &random)),
        .integer(.random(in: 0...20, using: &random)),
        .number(.random(in: 0...1, using: &random)),
        .number(.random(in: 0...1e-9, using: &random)),
        .text(["burgess", "paper", "tangent", "poisson"].randomElement(using: &random) ?? ""),
        .list([.number(.random(in: 0..<1, using: &random)), .number(0)]),
        .list([.integer(.random(in: 1...4096, using: &random))]),
      ]
      for value in candidates.shuffled(using: &random) where setting.assign(value, &recipe) {
        break
      }
    }
    if !recipe.data.pixels.likelihoods.contains(recipe.likelihoodName) {
      recipe.objective.likelihood = "automatic"
    }
    if let family = ArchitectureFamily.named(recipe.network.name) {
      if !family.channelCounts.contains(recipe.network.channels.count) {
        recipe.network.channels = []
      }
      if !family.hasHiddenLayers { recipe.network.hidden = 0 }
    }
    if recipe.objectiveKind.rules.contains(where: { $0.fault(recipe) != nil }) {
      recipe.objective.name = Recipe().objective.name
    }
    return recipe
  }

  private func randomText(_ random: inout CounterRandom) -> String {
    let characters = Array("a/\\\"' =[]#\n\t\r\u{1}\u{7F}é€😀.")
    let count = Int.random(in: 1...12, using: &random)
    return String((0..<count).compactMap { _ in characters.randomElement(using: &random) })
  }
}
