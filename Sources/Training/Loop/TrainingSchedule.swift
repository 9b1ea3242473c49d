import Platform

/// What happens at which step of a run; all of it follows from the recipe and the number of training samples,
/// so it is the same after a resume.
struct TrainingSchedule: Sendable {
  /// The samples in one step, fewer in the last of an epoch.
  let batchSize: Int
  /// The steps of an epoch.
  let stepsPerEpoch: Int
  /// The steps of the whole run.
  let stepCount: Int
  /// The seconds between two checkpoints.
  let checkpointSeconds: Double
  private let sampleCount: Int
  private let warmUpSteps: Double
  private let decaySteps: Double
  private let settings: Recipe.TrainingSection

  /// - Parameters:
  ///   - recipe: The recipe; an objective with weights in closed form has a single step.
  ///   - sampleCount: The number of training samples.
  init(recipe: Recipe, sampleCount: Int) {
    precondition(sampleCount > 0, "TrainingSchedule: \(sampleCount) samples")
    settings = recipe.training
    self.sampleCount = sampleCount
    batchSize = min(settings.batch, sampleCount)
    let isFitted = recipe.objectiveKind.fit != nil
    stepsPerEpoch = isFitted ? 1 : (sampleCount + batchSize - 1) / batchSize
    stepCount = stepsPerEpoch * recipe.plannedEpochs
    checkpointSeconds =
      settings.checkpointSeconds > 0 ? settings.checkpointSeconds : .infinity
    warmUpSteps = recipe.number("warm_up_epochs") * Double(stepsPerEpoch)
    decaySteps = min(recipe.optimizer.decayEpochs * Double(stepsPerEpoch), Double(stepCount))
  }

  /// Checks that a run does not end before its current step.
  ///
  /// - Parameters:
  ///   - stepsDone: The steps that it has done.
  ///   - path: Its folder, for errors.
  /// - Throws: `TrainingError.state`.
  func check(stepsDone: Int, path: String) throws(TrainingError) {
    guard stepsDone > stepCount else { return }
    let epochs = (stepsDone + stepsPerEpoch - 1) / stepsPerEpoch
    throw .state(
      path: path,
      expected: "training.epochs of at least \(epochs), as the run has done \(stepsDone) steps of "
        + "\(stepsPerEpoch) an epoch", found: "\(settings.epochs)")
  }

  /// The positions in the epoch's order that step number `step`, from 0, trains on.
  func rows(ofStep step: Int) -> Range<Int> {
    let start = step % stepsPerEpoch * batchSize
    return start..<min(start + batchSize, sampleCount)
  }

  /// The factor on beta in step `step`, from 0: a linear warm-up from 0 to 1.
  func betaScale(step: Int) -> Double {
    warmUpSteps > 0 ? min(1, Double(step) / warmUpSteps) : 1
  }

  /// The factor on the learning rate in step `step`, from 0: a half cosine from 1 towards 0 over the last
  /// epochs (Loshchilov and Hutter 2017, equation 5, without restarts).
  func learningRateScale(step: Int) -> Double {
    let remaining = Double(stepCount - step)
    guard decaySteps > 0, remaining < decaySteps else { return 1 }
    return (1 - cos(.pi * max(0, remaining) / decaySteps)) / 2
  }

  /// Whether a validation pass follows when `steps` are done.
  func validates(after steps: Int) -> Bool {
    isDue(every: settings.validationEpochs, after: steps)
      || (settings.validationEpochs > 0 && steps == stepCount)
  }

  /// Whether an event is logged when `steps` are done.
  func logs(after steps: Int) -> Bool {
    steps % settings.logSteps == 0 || steps % stepsPerEpoch == 0
  }

  /// Whether a checkpoint is written when `steps` are done; the end of the run always has one.
  func savesCheckpoint(after steps: Int) -> Bool {
    isDue(every: settings.checkpointEpochs, after: steps) && steps < stepCount
  }

  private func isDue(every epochs: Int, after steps: Int) -> Bool {
    epochs > 0 && steps % (epochs * stepsPerEpoch) == 0
  }
}
