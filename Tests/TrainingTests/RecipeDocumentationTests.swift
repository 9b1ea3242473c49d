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
    for setting in RecipeSetting.all {
      #expect(document.contains("| `\(setting.key)` |"), "\(setting.name)")
    }
    for kind in ObjectiveKind.all {
      #expect(document.contains("| `\(kind.name)` |"), "\(kind.name)")
      for setting in kind.settings {
        #expect(document.contains("| `\(setting.key)` |"), "\(kind.name) \(setting.key)")
      }
    }
    for likelihood in LikelihoodRegistry.all {
      #expect(document.contains("`\(likelihood.name)`"), "\(likelihood.name)")
      for setting in likelihood.settings {
        #expect(document.contains("| `\(setting.name)` |"), "\(setting.name)")
      }
    }
    for generator in DatasetGenerators.all {
      #expect(document.contains("`\(generator.name)`"))
      for key in generator.keys {
        #expect(document.contains("| `\(key)` |"), "\(generator.name) data.\(key)")
      }
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
