public import Datasets
import Models
import Networks
import Storage
import Tensors

/// Trains one model in one run directory, from the start or from the newest checkpoint in it.
///
/// Used from one thread; the worker team runs inside. The same recipe with the same number of threads
/// gives the same bits, however often the run was stopped and resumed.
public final class Trainer {
  /// The recipe with every setting decided.
  public let recipe: Recipe
  let run: RunDirectory
  let data: TrainingData
  let team: WorkerTeam
  let learner: TrainingStep
  let schedule: TrainingSchedule
  let log: EventLog
  let tensorBoard: TensorBoardWriter?
  var position: TrainingState.Position
  var recentLoss: LossParts?
  var pace: TrainingPace
  private var order: (epoch: Int, indices: [Int]) = (-1, [])

  /// Prepares a run and writes its recipe into its folder.
  ///
  /// - Parameters:
  ///   - recipe: The recipe, resolved.
  ///   - dataset: The samples that the recipe names.
  ///   - run: The folder; when it holds checkpoints the run goes on from the newest.
  ///   - writesTensorBoard: Whether to write an event file of TensorBoard beside the events.
  /// - Throws: ``TrainingError`` when samples, network, folder and checkpoint do not fit each other.
  public init(
    recipe: Recipe, dataset: Dataset, run: RunDirectory, writesTensorBoard: Bool = false
  ) throws(TrainingError) {
    team = WorkerTeam(count: recipe.training.threads > 0 ? recipe.training.threads : nil)
    let data = try TrainingData(dataset, recipe: recipe, team: team)
    let shape = dataset.description.shape
    let architecture = try recipe.architecture(sampleShape: shape)
    let sampleCount = data.split.training.count
    schedule = TrainingSchedule(recipe: recipe, sampleCount: sampleCount)
    learner = TrainingStep(
      architecture: architecture, objective: data.objective, optimizer: recipe.adam,
      batchSize: schedule.batchSize, seed: UInt64(recipe.training.seed), team: team)
    position = TrainingState.Position(
      window: LossWindow(latentCount: architecture.latentCount), sampleCount: dataset.count,
      transform: data.transform, auxiliary: data.objective.auxiliary)
    let table = ParameterTable([architecture.encoder, architecture.decoder])
    if let state = try run.newestState(table: table) {
      try state.position.check(against: position, path: run.path)
      position = state.position
      learner.parameters = state.parameters
      learner.optimizerState = state.optimizer
    }
    do {
      try run.write(recipe)
      log = try EventLog(path: run.eventsPath, continuingAfter: position.step)
      tensorBoard =
        writesTensorBoard ? try Self.openTensorBoard(in: run, after: position.step) : nil
    } catch {
      throw .run(error)
    }
    pace = TrainingPace()
    (self.recipe, self.data, self.run) = (recipe, data, run)
  }

  /// Where the run stands.
  public var progress: TrainingProgress {
    TrainingProgress(
      step: position.step, stepCount: schedule.stepCount,
      epoch: Double(position.step) / Double(schedule.stepsPerEpoch),
      epochCount: recipe.training.epochs, loss: recentLoss ?? position.window.mean,
      validationLoss: position.validationLoss, imagesPerSecond: pace.imagesPerSecond,
      remainingSeconds: pace.remainingSeconds(for: schedule.stepCount - position.step))
  }

  /// Trains until the end of the recipe, or until asked to stop, and leaves a checkpoint.
  ///
  /// - Parameters:
  ///   - report: Receives where the run stands after every step.
  ///   - shouldStop: Polled before every step.
  /// - Returns: How the run ended.
  /// - Throws: ``TrainingError`` when an event or a checkpoint cannot be written; the checkpoint
  ///   before it stays whole.
  public func train(
    report: (TrainingProgress) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws(TrainingError) -> TrainingOutcome {
    while position.step < schedule.stepCount {
      if shouldStop() {
        try saveCheckpoint()
        return .stopped(step: position.step)
      }
      let figures = advance()
      guard figures.isFinite else {
        return .diverged(
          step: position.step + 1, place: place(of: figures.fault), loss: figures.loss,
          gradientNorm: figures.gradientNorm,
          checkpointStep: run.checkpointSteps.last)
      }
      position.step += 1
      position.window.add(figures)
      pace.add(samples: figures.sampleCount)
      if let fault = validate() {
        return .diverged(
          step: position.step, place: fault.place, loss: fault.loss,
          gradientNorm: figures.gradientNorm, checkpointStep: run.checkpointSteps.last)
      }
      try finishStep()
      report(progress)
    }
    try saveCheckpoint()
    return .finished(step: position.step)
  }

  /// Where a step went wrong, with the sample named as the data set numbers it.
  private func place(of fault: NumericalFault?) -> String {
    guard let fault else { return "loss" }
    guard let row = fault.row else { return fault.place }
    let sample = order.indices[schedule.rows(ofStep: position.step)][...].dropFirst(row).first
    return sample.map { "\(fault.place) of sample \($0)" } ?? fault.description
  }

  /// Trains on the next batch; when its figures are no numbers the weights stay as they were.
  private func advance() -> StepReport {
    let epoch = position.step / schedule.stepsPerEpoch
    if order.epoch != epoch {
      order = (epoch, data.order(epoch: epoch, seed: UInt64(recipe.training.seed)))
    }
    let rows = schedule.rows(ofStep: position.step)
    return learner.run(
      rowCount: rows.count, step: position.step,
      betaScale: schedule.betaScale(step: position.step),
      learningRateScale: schedule.learningRateScale(step: position.step),
      likelihood: schedule.onesWeight(step: position.step).map {
        BernoulliLikelihood(onesWeight: $0)
      },
      batch: data.filler(order.indices[rows]))
  }

  private func finishStep() throws(TrainingError) {
    if schedule.logs(after: position.step) { try writeEvent() }
    if schedule.savesCheckpoint(after: position.step)
      || pace.secondsSinceCheckpoint >= schedule.checkpointSeconds
    {
      try saveCheckpoint()
    }
  }
}
