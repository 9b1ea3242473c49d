import TestSupport
import Training

extension FuzzTarget {
  /// Recipes and what stands behind `--set`.
  static let recipes = [
    FuzzTarget("recipe") { input, _ in
      let recipe = try Recipe(toml: input.text(), path: "input.toml")
      let again = try Recipe(toml: recipe.toml, path: "again.toml")
      precondition(again == recipe, "a recipe is not what it was written as:\n\(recipe.toml)")
    },
    FuzzTarget("recipe-setting") { input, _ in
      let override = try RecipeOverride(argument: input.text())
      _ = try Recipe(
        toml: "[data]\ngenerator = \"galaxies\"\n", path: "input.toml", overrides: [override])
    },
  ]
}
