import CommandSupport
import Contents
import Storage
import Training

/// What `latentty train` was asked for.
struct TrainingOrder: Sendable {
  /// The folder of the run.
  let path: String
  /// The recipe: a bundled one's name or a file; `nil` to go on with that of the run.
  let recipe: String?
  /// The settings that differ from the recipe.
  let overrides: [RecipeOverride]
  /// Whether the run in the folder goes on.
  let resumes: Bool
  /// Whether an event file of TensorBoard is written too.
  let writesTensorBoard: Bool

  /// The recipe with its changes; `nil` without one.
  ///
  /// - Throws: One-line errors of the recipe.
  func givenRecipe() throws -> Recipe? {
    guard let recipe else { return nil }
    do {
      return try Self.shelf(for: recipe).recipe(named: recipe, overrides: overrides)
    } catch let error as RecipeError {
      let isFile = RecipeShelf.isPath(recipe) || (try? FileStatus(path: recipe)) != nil
      if isFile, error.isNoRecipe {
        try OtherContent.check(recipe, expected: "a recipe", kinds: [.recipe])
      }
      throw error
    }
  }

  /// A path needs no bundled recipes, so it works where there are none.
  private static func shelf(for name: String) throws -> RecipeShelf {
    if RecipeShelf.isPath(name) { return RecipeShelf(folder: "") }
    return RecipeShelf(folder: try Assets.find().folder + "/recipes")
  }
}
