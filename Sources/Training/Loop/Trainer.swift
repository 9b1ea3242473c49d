package import Datasets
import Models
import Networks
import Storage
import Tensors

/// Trains one model in one run directory, from the start or from the newest checkpoint in it.
///
/// Used from one thread; the worker team runs inside. The same recipe with the same number of threads ends
/// with bit-identical weights, however often the run was stopped and resumed.
package final class Trainer {
  /// The recipe with every setting resolved.
  package let recipe: Recipe
  var run: RunDirectory
  let data: TrainingData
  let team: WorkerTeam
  let learner: TrainingStep
  let schedule: TrainingSchedule
  var journal: RunJournal
  var checkpointTrouble = WriteTrouble()
  var folderTrouble = WriteTrouble()
  var position: TrainingState.Position
  var recentLoss: LossParts?
  var pace: TrainingPace
  private var order: (epoch: Int, indices: [Int]) = (-1, [])

  /// Prepares a run and writes its recipe into its folder.
  ///
  /// - Parameters:
  ///   - recipe: The recipe, resolved.
  ///   - dataset: The samples that the recipe names.
  ///   - run: The folder; when it holds checkpoints the run resumes from the newest.
  ///   - writesTensorBoard: Whether to write a TensorBoard event file beside the events.
  /// - Throws: ``TrainingError`` when samples, network, folder and checkpoint do not fit each other.
  package init(
    recipe: Recipe, dataset: Dataset, run: RunDirectory, writesTensorBoard: Bool = false
  ) throws(TrainingError) {
    team = WorkerTeam(count: recipe.training.threads > 0 ? recipe.training.threads : nil)
    let data = try TrainingData(dataset, recipe: recipe, team: team)
    let shape = dataset.description.shape
    let architecture = try recipe.architecture(sampleShape: shape)
    let sampleCount = data.split.training.count
    schedule = TrainingSchedule(recipe: recipe, sampleCount: sampleCount)
    try Self.checkMemory(
      for: architecture, batchSize: schedule.batchSize, workerCount: team.count)
    learner = TrainingStep(
      architecture: architecture, objective: data.objective, optimizer: recipe.adam,
      batchSize: schedule.batchSize, seed: UInt64(recipe.training.seed), team: team)
    position = TrainingState.Position(
      window: LossWindow(
        figures: type(of: data.objective.latents).figures, latentCount: architecture.latentCount),
      sampleCount: dataset.count,
      transform: data.transform, auxiliary: data.objective.auxiliary)
    let table = ParameterTable(architecture.networks)
    if let state = try run.newestState(table: table) {
      try state.position.check(against: position, path: run.path)
      try schedule.check(stepsDone: state.position.step, path: run.path)
      position = state.position
      learner.parameters = state.parameters
      learner.optimizerState = state.optimizer
    }
    do {
      try run.write(recipe)
      journal = try RunJournal(
        run: run, after: position.step, writesTensorBoard: writesTensorBoard,
        time: Self.unixSeconds)
    } catch {
      throw .run(error)
    }
    if let notice = data.scaleNotice { journal.notices.append(notice) }
    pace = TrainingPace()
    (self.recipe, self.data, self.run) = (recipe, data, run)
  }

  /// Refuses a model that does not fit in memory before anything is allocated: a failed allocation would end
  /// the process.
  private static func checkMemory(
    for architecture: Architecture, batchSize: Int, workerCount: Int
  ) throws(TrainingError) {
    let needed = TrainingStep.byteCount(
      of: architecture, batchSize: batchSize, workerCount: workerCount)
    guard MachineMemory.hasRoom(forBytes: needed) else {
      throw .network(
        "network: expected at most the memory of this machine, \(MachineMemory.byteCount) bytes, "
          + "found \(needed) with batches of \(batchSize) and \(workerCount) workers")
    }
  }

  /// The progress of the run.
  package var progress: TrainingProgress {
    TrainingProgress(
      step: position.step, stepCount: schedule.stepCount,
      epoch: Double(position.step) / Double(schedule.stepsPerEpoch),
      epochCount: schedule.stepCount / schedule.stepsPerEpoch,
      loss: recentLoss ?? position.window.mean,
      validationLoss: position.validationLoss, imagesPerSecond: pace.imagesPerSecond,
      remainingSeconds: pace.remainingSeconds(for: schedule.stepCount - position.step))
  }

  /// Trains until the end of the recipe, or until asked to stop, and writes a checkpoint.
  ///
  /// Events and checkpoints on the way that cannot be written do not end training.
  ///
  /// - Parameters:
  ///   - report: Receives the progress after every step.
  ///   - notice: Receives problems with the run's files as they occur and are resolved.
  ///   - shouldStop: Polled before every step.
  /// - Returns: How the run ended.
  /// - Throws: ``TrainingError/unsaved(reason:step:checkpointStep:)`` when the last checkpoint cannot be
  ///   written; the previous one stays intact.
  package func train(
    report: (TrainingProgress) -> Void = { _ in }, notice: (TrainingNotice) -> Void = { _ in },
    shouldStop: () -> Bool = { false }
  ) throws(TrainingError) -> TrainingOutcome {
    defer { tell(notice) }
    tell(notice)
    while position.step < schedule.stepCount {
      if shouldStop() {
        try saveLastCheckpoint()
        return .stopped(step: position.step)
      }
      let figures = recipe.objectiveKind.fit.map(fitted) ?? advance()
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
      tell(notice)
      report(progress)
    }
    try saveLastCheckpoint()
    return .finished(step: position.step)
  }

  private func tell(_ notice: (TrainingNotice) -> Void) {
    guard !journal.notices.isEmpty else { return }
    journal.notices.forEach(notice)
    journal.notices = []
  }

  /// Where a step went wrong, with the sample's number in the data set.
  private func place(of fault: NumericalFault?) -> String {
    guard let fault else { return "loss" }
    guard let row = fault.row else { return fault.place }
    let sample = order.indices[schedule.rows(ofStep: position.step)][...].dropFirst(row).first
    return sample.map { "\(fault.place) of sample \($0)" } ?? fault.description
  }

  /// Trains on the next batch; when its figures are not finite the weights are left unchanged.
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
      likelihood: recipe.substituteLikelihood(
        step: position.step, stepsPerEpoch: schedule.stepsPerEpoch),
      batch: data.filler(order.indices[rows]))
  }

  private func finishStep() throws(TrainingError) {
    if schedule.logs(after: position.step) { writeEvent() }
    if schedule.savesCheckpoint(after: position.step)
      || pace.secondsSinceCheckpoint >= schedule.checkpointSeconds
    {
      try saveCheckpointOrGoOn()
    }
  }
}
