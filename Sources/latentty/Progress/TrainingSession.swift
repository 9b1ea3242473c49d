import ArgumentParser
import Datasets
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why training ended without its model.
enum TrainingFailure: Error, CustomStringConvertible {
  /// A step's figures were no numbers.
  case diverged(
    path: String, step: Int, place: String, loss: Double, gradientNorm: Double,
    checkpointStep: Int?)
  /// There is no place for large simulated data sets.
  case noCacheFolder

  var description: String {
    switch self {
    case .diverged(let path, let step, let place, let loss, let norm, let checkpointStep):
      "\(path): step \(step), \(place): expected finite numbers, found loss \(loss) and gradient "
        + "norm \(norm); "
        + (checkpointStep.map { "the checkpoint of step \($0) is kept" } ?? "nothing was saved yet")
    case .noCacheFolder:
      "cache: expected XDG_CACHE_HOME or HOME to be set, found neither"
    }
  }
}

/// One call of `latentty train`, from the recipe to the last line on stderr.
struct TrainingSession {
  private let path: String
  private let writesTensorBoard: Bool
  private var display: ProgressDisplay
  private var stop = StopRequest()

  init(path: String, writesTensorBoard: Bool, display: ProgressDisplay) {
    self.path = path
    self.writesTensorBoard = writesTensorBoard
    self.display = display
  }

  /// Trains, and throws the status of the signal that stopped it.
  mutating func train(
    with overrides: [RecipeOverride], recipe name: String?, resuming: Bool
  ) throws {
    let given = try name.map { try Self.shelf(for: $0).recipe(named: $0, overrides: overrides) }
    let (run, recipe) = try open(given: given, overrides: overrides, resuming: resuming)
    let dataset = try openDataset(of: recipe)
    let trainer = try Trainer(
      recipe: recipe, dataset: dataset, run: run, writesTensorBoard: writesTensorBoard)
    try report(try follow(trainer), of: trainer)
  }

  private mutating func open(
    given: Recipe?, overrides: [RecipeOverride], resuming: Bool
  ) throws -> (RunDirectory, Recipe) {
    guard resuming else {
      guard let given else { preconditionFailure("TrainingSession: neither a recipe nor a run") }
      return (try RunDirectory.create(at: path), given.resolved(from: Self.workingFolder))
    }
    let run = try RunDirectory.open(at: path)
    let recipe = try Recipe(resuming: run, overrides: overrides)
    if let given {
      let differences = recipe.fixedDifferences(from: given.resolved(from: Self.workingFolder))
      for difference in differences {
        display.print("\(path) goes on with its own recipe: \(difference)")
      }
    }
    return (run, recipe.resolved(from: Self.workingFolder))
  }

  private mutating func openDataset(of recipe: Recipe) throws -> Dataset {
    let line = CountLine(name: recipe.data.generator)
    defer { display.clear() }
    do {
      return try recipe.openDataset(cache: Self.cacheFolder()) { finished, total in
        if let text = line.text(finished, of: total) {
          display.redraw { String(text.prefix($0 - 1)) }
        }
        return !stop.poll()
      }
    } catch TrainingError.dataset(.cancelled) {
      display.print("\(path): stopped before the first step; nothing was learnt yet")
      throw ExitCode.signal(stop.signal ?? SIGINT)
    }
  }

  private mutating func follow(_ trainer: Trainer) throws -> TrainingOutcome {
    defer { display.clear() }
    return try trainer.train(
      report: { progress in
        let line = ProgressLine(progress: progress)
        if display.isRedrawn {
          display.redraw(line.bar)
        } else if progress.isEndOfEpoch {
          display.print(line.epochLine)
        }
      },
      shouldStop: { stop.poll() })
  }

  private mutating func report(_ outcome: TrainingOutcome, of trainer: Trainer) throws {
    let model = "\(path)/latest.safetensors"
    let place = ProgressLine(progress: trainer.progress).place
    switch outcome {
    case .finished:
      display.print("\(model): trained, \(place)")
    case .stopped:
      display.print("\(model): stopped, \(place); the model is usable and --resume continues")
      throw ExitCode.signal(stop.signal ?? SIGINT)
    case .diverged(let step, let place, let loss, let norm, let checkpointStep):
      throw TrainingFailure.diverged(
        path: path, step: step, place: place, loss: loss, gradientNorm: norm,
        checkpointStep: checkpointStep)
    }
  }
}

extension TrainingSession {
  /// A path needs no bundled recipes, so it works where there are none.
  private static func shelf(for name: String) throws -> RecipeShelf {
    if RecipeShelf.isPath(name) { return RecipeShelf(folder: "") }
    return RecipeShelf(folder: try Assets.find().folder + "/recipes")
  }

  private static var workingFolder: String {
    guard let path = realpath(".", nil) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  private static func cacheFolder() throws(TrainingFailure) -> String {
    guard let path = CacheFolder.path else { throw .noCacheFolder }
    return path
  }
}
