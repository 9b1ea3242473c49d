import Tensors
import Storage

extension Recipe {
  /// What a resumed run may change: how long and how fast it trains, not what is learnt from what.
  private static let changeable: Set = [
    "optimizer.learning_rate", "optimizer.decay_epochs", "optimizer.gradient_clip",
    "training.epochs",
    "training.threads",
    "training.log_steps", "training.validation_epochs", "training.checkpoint_epochs",
    "training.checkpoint_seconds", "training.prune",
  ]

  /// The recipe of a resumed run: its own, with overrides that change no fixed setting.
  ///
  /// - Parameters:
  ///   - run: The run's folder.
  ///   - overrides: Settings that take precedence over the run's own.
  /// - Throws: ``RecipeError/fixedSetting(_:setting:expected:found:)`` for an override that would change the
  ///   result of the steps so far, or why the run's recipe cannot be read.
  package init(resuming run: RunDirectory, overrides: [RecipeOverride]) throws(RecipeError) {
    let own = try Recipe(path: run.recipePath)
    // Checked before the settings are combined, where those of another objective would be blamed on the run's own recipe.
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

  /// Rejects an override of a setting that is fixed during a run.
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

  /// Rejects a recipe with another objective than that of the run.
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

  /// The differences from another recipe that a resumed run cannot adopt, in words.
  package func fixedDifferences(from other: Recipe) -> [String] {
    differences(from: other).filter { !Self.changeable.contains($0.name) }
      .map { "\($0.name) is \($0.own), not \($0.other)" }
  }

  /// The recipe with everything that depends on the machine resolved, so that a resumed run uses the same.
  ///
  /// - Parameter folder: The working directory, to which a path of data is relative.
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
