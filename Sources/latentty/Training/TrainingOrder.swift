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
}
