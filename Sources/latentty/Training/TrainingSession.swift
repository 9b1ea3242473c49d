import Escaping
import ArgumentParser
import Datasets
import Platform
import Training

/// Why training ended without its model.
enum TrainingFailure: Error, CustomStringConvertible {
  /// A step's figures were no numbers.
  case diverged(
    path: String, step: Int, place: String, loss: Double, gradientNorm: Double,
    checkpointStep: Int?)

  var description: String {
    switch self {
    case .diverged(let path, let step, let place, let loss, let norm, let checkpointStep):
      "\(path): step \(step), \(place): expected finite numbers, found loss \(loss) and gradient "
        + "norm \(norm); "
        + (checkpointStep.map { "the checkpoint of step \($0) is kept" } ?? "nothing was saved yet")
    }
  }
}

/// One call of `latentty train`, from the recipe to the last line that is said.
struct TrainingSession<Audience: TrainingAudience> {
  private let order: TrainingOrder
  private var audience: Audience
  private let run: RunDirectory
  private let recipe: Recipe

  /// Reads the recipe and takes the run's folder.
  ///
  /// - Throws: One-line errors of recipe and folder.
  init(_ order: TrainingOrder, audience: Audience) throws {
    self.order = order
    self.audience = audience
    let given = try order.givenRecipe()
    guard order.resumes else {
      guard let given else { preconditionFailure("TrainingSession: neither a recipe nor a run") }
      run = try RunDirectory.create(at: order.path)
      recipe = given.resolved(from: Self.workingFolder)
      return
    }
    run = try RunDirectory.open(at: order.path)
    recipe = try Recipe(resuming: run, overrides: order.overrides)
      .resolved(from: Self.workingFolder)
    guard let given, let name = order.recipe else { return }
    try recipe.checkObjective(of: given, named: name, run: order.path)
    for difference in recipe.fixedDifferences(from: given.resolved(from: Self.workingFolder)) {
      self.audience.say("\(order.path) continues with its own recipe: \(difference)")
    }
  }

  /// Trains, and throws the status of the signal that stopped it.
  ///
  /// - Returns: The data that it trained on, which may have taken a while to make.
  @discardableResult
  mutating func train() throws -> Dataset {
    let dataset = try openDataset(of: recipe)
    for note in dataset.notes { audience.say("note: \(recipe.data.file): \(note)") }
    let trainer = try Trainer(
      recipe: recipe, dataset: dataset, run: run, writesTensorBoard: order.writesTensorBoard)
    try report(try follow(trainer), of: trainer)
    return dataset
  }

  private mutating func openDataset(of recipe: Recipe) throws -> Dataset {
    let line = CountLine(name: recipe.data.generator)
    defer { audience.rest() }
    do {
      return try recipe.openDataset(cache: CacheFolder.path) { finished, total in
        if let text = line.text(finished, of: total) { audience.show(text) }
        return !audience.shouldStop()
      }
    } catch {
      guard case .dataset(.cancelled) = error else { throw error }
      audience.say("\(order.path): stopped before the first step; nothing was saved")
      throw ExitCode.signal(audience.signal ?? SIGINT)
    }
  }

  private mutating func follow(_ trainer: Trainer) throws -> TrainingOutcome {
    defer { audience.rest() }
    return try trainer.train(
      report: { audience.show($0) }, notice: { audience.warn($0) },
      shouldStop: { audience.shouldStop() })
  }

  private mutating func report(_ outcome: TrainingOutcome, of trainer: Trainer) throws {
    let model = RunLayout.model(of: order.path)
    let place = ProgressLine(progress: trainer.progress).place
    switch outcome {
    case .finished:
      audience.say("\(model): trained, \(place)")
    case .stopped:
      audience.say("\(model): stopped, \(place); the model is usable and --resume continues")
      throw ExitCode.signal(audience.signal ?? SIGINT)
    case .diverged(let step, let place, let loss, let norm, let checkpointStep):
      throw TrainingFailure.diverged(
        path: order.path, step: step, place: place, loss: loss, gradientNorm: norm,
        checkpointStep: checkpointStep)
    }
  }
}

extension TrainingSession {
  private static var workingFolder: String {
    guard let path = realpath(".", nil) else { return "." }
    defer { free(path) }
    return FileName.text(path)
  }
}
