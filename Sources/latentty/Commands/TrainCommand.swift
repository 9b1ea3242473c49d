import ArgumentParser
import Datasets
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Trains a model in a run directory.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model after a recipe.",
    discussion: """
      Ctrl-C ends after the running step with a usable checkpoint; --resume continues to the same \
      bits as without the interruption.
      """)

  @Argument(help: "A recipe: the name of a bundled one, or a .toml file.")
  var recipe: String?

  @Option(name: .customLong("out"), help: "The folder of the run.")
  var path: String

  @Option(name: .customLong("set"), help: "Change a setting: section.key=value.")
  var changes: [String] = []

  @Option(help: "The passes over the training samples (training.epochs).")
  var epochs: Int?

  @Option(help: "The seed of weights, order and noise (training.seed).")
  var seed: Int?

  @Option(help: "The threads (training.threads); 0 for one per processor.")
  var threads: Int?

  @Flag(help: "Continue the run in the folder from its newest checkpoint.")
  var resume = false

  @Flag(
    name: .customLong("tensorboard"),
    help: "Write the figures as an event file of TensorBoard too, with reconstructions.")
  var writesTensorBoard = false

  @Flag(help: "Print a line per epoch instead of a progress bar.")
  var plain = false

  func validate() throws {
    guard recipe != nil || resume else {
      throw ValidationError("expected a recipe, or --resume with the folder of a run")
    }
  }

  func run() throws {
    var session = TrainingSession(
      path: path, writesTensorBoard: writesTensorBoard, display: ProgressDisplay(isPlain: plain))
    do {
      try session.train(with: try overrides(), recipe: recipe, resuming: resume)
    } catch let error as RecipeError where error.isAboutArguments {
      throw ValidationError(error.description)
    } catch TrainingError.recipe(let error) where error.isAboutArguments {
      throw ValidationError(error.description)
    }
  }

  private func overrides() throws(RecipeError) -> [RecipeOverride] {
    var overrides: [RecipeOverride] = []
    for change in changes { overrides.append(try RecipeOverride(argument: change)) }
    for (key, value) in [("epochs", epochs), ("seed", seed), ("threads", threads)] {
      guard let value else { continue }
      overrides.append(
        RecipeOverride(option: "--\(key)", section: "training", key: key, value: value))
    }
    return overrides
  }
}

extension TrainCommand: SingleThreadedPreparation {
  func prepare() { StopRequest.block() }
}
