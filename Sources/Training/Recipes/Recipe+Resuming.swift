import Tensors

extension Recipe {
  /// What a run may change when it goes on: how long and how fast, not what is learnt from what.
  private static let changeable: Set = [
    "optimizer.learning_rate", "optimizer.decay_epochs", "optimizer.gradient_clip",
    "training.epochs",
    "training.threads",
    "training.log_steps", "training.validation_epochs", "training.checkpoint_epochs",
    "training.checkpoint_seconds",
  ]

  /// The recipe of a run that goes on: its own, with overrides that change nothing fixed.
  ///
  /// - Parameters:
  ///   - run: The run's folder.
  ///   - overrides: Settings that win over the run's own.
  /// - Throws: ``RecipeError/fixedSetting(_:setting:expected:found:)`` for an override of what decides
  ///   the bits learnt so far, or why the run's recipe cannot be read.
  package init(resuming run: RunDirectory, overrides: [RecipeOverride]) throws(RecipeError) {
    let own = try Recipe(path: run.recipePath)
    // Before the settings are read together: those of another objective would be blamed on the run's own recipe.
    for entry in overrides.map(\.entry) { try own.checkFixed(entry) }
    self = try Recipe(path: run.recipePath, overrides: overrides)
    for difference in own.differences(from: self)
    where !Self.changeable.contains(difference.name) {
      let override = overrides.last { $0.entry.name == difference.name }
      throw .fixedSetting(
        override?.entry.location ?? RecipeLocation(run.recipePath), setting: difference.name,
        expected: difference.own, found: difference.other)
    }
  }

  /// Refuses an override of a setting that a run keeps.
  private func checkFixed(_ entry: RecipeEntry) throws(RecipeError) {
    guard !Self.changeable.contains(entry.name),
      let setting = RecipeSetting.all.first(where: { $0.name == entry.name })
    else { return }
    var changed = self
    guard setting.assign(entry.value, &changed) else { return }
    let (expected, found) = (setting.value(self), setting.value(changed))
    guard expected != found else { return }
    throw .fixedSetting(
      entry.location, setting: entry.name, expected: expected.plainText, found: found.plainText)
  }

  /// Refuses a recipe of another objective than a run was trained with, as nothing of it could be followed.
  ///
  /// - Parameters:
  ///   - other: The recipe that was given.
  ///   - name: Its name or file.
  ///   - path: The run's folder.
  /// - Throws: ``RecipeError/otherObjective(recipe:run:expected:found:)``.
  package func checkObjective(
    of other: Recipe, named name: String, run path: String
  ) throws(RecipeError) {
    guard other.objective.name != objective.name else { return }
    throw .otherObjective(
      recipe: name, run: path, expected: objective.name, found: other.objective.name)
  }

  /// What another recipe would do differently and a resumed run cannot follow, in words.
  package func fixedDifferences(from other: Recipe) -> [String] {
    differences(from: other).filter { !Self.changeable.contains($0.name) }
      .map { "\($0.name) is \($0.own), not \($0.other)" }
  }

  /// The recipe with what depends on the machine decided, so that a resumed run finds the same.
  ///
  /// - Parameter folder: The working directory, from which a relative path of data starts.
  /// - Returns: The recipe with a number of threads and an absolute path.
  package func resolved(from folder: String) -> Recipe {
    var recipe = self
    if recipe.training.threads == 0 { recipe.training.threads = WorkerTeam.processorCount }
    if !data.file.isEmpty, !data.file.hasPrefix("/") {
      recipe.data.file = "\(folder)/\(data.file)"
    }
    return recipe
  }
}
