import Datasets
import Networks
import Testing

@testable import Training

@Suite struct RecipeDocumentationTests {
  private static let checkout = #filePath.split(separator: "/").dropLast(3)
    .reduce("") { "\($0)/\($1)" }

  private func text(of path: String) throws -> String {
    String(decoding: try bytes(of: "\(Self.checkout)/\(path)"), as: UTF8.self)
  }

  @Test func everySettingIsExplained() throws {
    let document = try text(of: "docs/RECIPES.md")
    let tables =
      RecipeSetting.sections + DatasetGenerators.names + ["objectives", "objective-settings"]
    for name in tables {
      #expect(document.contains("<!-- reference: recipe-\(name) -->"), "\(name)")
    }
    let settings =
      RecipeSetting.sections.flatMap { SettingReference.settings(of: $0) }
      + DatasetGenerators.all.flatMap { SettingReference.settings(of: $0) }
      + SettingReference.objectiveSettings
    for setting in settings { #expect(!setting.summary.isEmpty, "\(setting.key)") }
    for likelihood in LikelihoodRegistry.all {
      #expect(document.contains("`\(likelihood.name)`"), "\(likelihood.name)")
    }
  }

  @Test func theBundledRecipesAreWhole() throws {
    let shelf = RecipeShelf(folder: "\(Self.checkout)/assets/recipes")
    #expect(Set(["galaxies", "qcf-sigma1", "qcf-sigma2"]).isSubset(of: shelf.names))
    for name in shelf.names {
      let recipe = try shelf.recipe(named: name)
      #expect(try Recipe(toml: recipe.toml, path: name) == recipe)
    }
  }
}
