import ArgumentParser
import CommandSupport
import Datasets
import Explorer
import Models
import Platform
import Plotting
import Terminal
import Training

/// Trains a model in a run directory.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a model as described by a recipe.",
    discussion: """
      On a terminal the Train screen shows the run; `?` lists the keys. Ctrl-C (on the screen pressed twice) ends training after the \
      current step with a usable checkpoint; --resume continues, and ends with weights bit-identical to those of an \
      uninterrupted run.
      """)

  @Argument(help: "The recipe: the name of a bundled one, or a .toml file.")
  var recipe: String?

  @Option(name: .customLong("out"), help: "The directory of the run.")
  var path: String

  @Option(name: .customLong("set"), help: "Change a setting: section.key=value.")
  var changes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Train once for each value of a setting and compare the models.",
      discussion: "The runs are directories below --out; the comparison uses the test split.",
      valueName: "section.key=value,value"), transform: ScanRange.init(argument:))
  var scan: ScanRange?

  @Option(help: "The number of passes over the training samples (training.epochs).")
  var epochs: Int?

  @Option(help: "The seed of initial weights, sample order and noise (training.seed).")
  var seed: Int?

  @Option(help: "The number of threads (training.threads); 0 for one per processor.")
  var threads: Int?

  @Flag(
    help: "At the end, set latents with less than 0.05 nat to zero in the model (training.prune).")
  var prune = false

  @Flag(help: "Continue the run in --out from its newest checkpoint.")
  var resume = false

  @Flag(
    name: .customLong("tensorboard"),
    help: "Also write the logged values and reconstructions as a TensorBoard event file.")
  var writesTensorBoard = false

  @Flag(
    help: """
      Print a line per epoch to standard output instead of showing the screen; training ends as on Ctrl-C if the pipe is \
      closed.
      """)
  var plain = false

  @Flag(help: "With --scan: print the comparison as JSON.")
  var json = false

  @OptionGroup var look: LookOptions

  func validate() throws {
    guard recipe != nil || resume else {
      throw ValidationError("expected a recipe, or --resume with the folder of a run")
    }
    guard scan == nil || recipe != nil else {
      throw ValidationError("--scan: expected a recipe as well")
    }
    for change in changes {
      // Settings are those of a file, whose numbers have a point everywhere.
      let value = change.drop { $0 != "=" }.dropFirst()
      if let complaint = DecimalNotation().complaint(about: value),
        complaint.hasPrefix("\(value): ")
      {
        throw ValidationError("--set \(change): \(complaint)")
      }
    }
    guard scan != nil || !json else { throw ValidationError("--json: expected --scan as well") }
  }

  /// Whether the Train screen shows the run.
  private var isOnScreen: Bool {
    let terminal = getenv("TERM").map { String(cString: $0) }
    return !plain && scan == nil && ScreenOptions.hasTerminal && terminal != nil
      && terminal != "dumb"
  }

  func run() throws {
    do {
      if let scan {
        try compare(scan)
      } else if isOnScreen {
        try train(try order(path, changes, resumes: resume))
      } else {
        try trainInLines(try order(path, changes, resumes: resume))
      }
    } catch let error as RecipeError where error.isAboutArguments {
      throw ValidationError(error.description)
    } catch TrainingError.recipe(let error) where error.isAboutArguments {
      throw ValidationError(error.description)
    }
  }

  private func order(
    _ path: String, _ changes: [String], resumes: Bool
  ) throws(RecipeError) -> TrainingOrder {
    TrainingOrder(
      path: path, recipe: recipe, overrides: try overrides(changes), resumes: resumes,
      writesTensorBoard: writesTensorBoard)
  }

  @discardableResult
  private func trainInLines(_ order: TrainingOrder) throws -> Dataset {
    var session = try TrainingSession(
      order, audience: LineAudience(isPlain: plain, hasResult: scan != nil))
    return try session.train()
  }

  private func compare(_ range: ScanRange) throws {
    // A value that no recipe takes is refused before hours are spent on those before it.
    for value in range.values {
      _ = try order(path, changes + [range.assignment(value)], resumes: false).givenRecipe()
    }
    let report = try TrainingScan(range: range, folder: path).report(resuming: resume) {
      path, change, resumes in
      try trainInLines(try order(path, changes + [change], resumes: resumes))
    }
    if json { return try StandardOutput.write(json: report) }
    let output = TextOutput(ambiguous: look.ambiguous.width)
    try StandardOutput.write(
      lines: report.lines(
        columns: output.size.columns, glyphs: GlyphSet.set(for: output.capabilities)))
  }

  /// Trains beside the screen; what there is to say is said after it, and the status is that of training.
  private func train(_ order: TrainingOrder) throws {
    let job = try TrainingJob(order)
    do {
      try look.open(beside: job) { capabilities in
        ExplorerOptions(
          modelPath: nil, start: .train(TrainStart(paths: [order.path], isTraining: true)),
          capabilities: capabilities)
      }
    } catch let code as ExitCode {
      job.stop(code.rawValue - 128)
    }
    // The last checkpoint may take a while; a second signal does not wait for it.
    SignalQueue.letThrough()
    try job.finish()
  }

  private func overrides(_ changes: [String]) throws(RecipeError) -> [RecipeOverride] {
    var overrides: [RecipeOverride] = []
    for change in changes { overrides.append(try RecipeOverride(argument: change)) }
    for (key, value) in [("epochs", epochs), ("seed", seed), ("threads", threads)] {
      guard let value else { continue }
      overrides.append(
        RecipeOverride(option: "--\(key)", section: "training", key: key, value: value))
    }
    if prune {
      overrides.append(
        try RecipeOverride(argument: "training.prune=\(LatentStatistics.activeDivergence)"))
    }
    return overrides
  }
}

extension TrainCommand: SingleThreadedPreparation {
  func prepare() {
    if isOnScreen { SignalQueue.block() } else { StopRequest.block(waitsForWork: true) }
  }
}
