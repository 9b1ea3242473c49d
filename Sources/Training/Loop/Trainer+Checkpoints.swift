import Datasets
import Models
import Networks
import Storage
import Synchronization
import Tensors

extension Trainer {
  private static let keptCheckpoints = 2
  private static let measuredSamples = 4096
  private static let keptCodes = 2000
  private static let gallerySamples = 64

  /// Writes a periodic checkpoint; a failure to write is reported, and retried at the next interval.
  ///
  /// - Throws: `TrainingError` for any other error.
  func saveCheckpointOrGoOn() throws(TrainingError) {
    do {
      try saveCheckpoint()
    } catch {
      guard error.isAboutWriting else { throw error }
      if checkpointTrouble.failed() {
        journal.notices.append(.checkpointFailed(reason: error.description))
      }
    }
    pace.noteCheckpoint()
  }

  /// Writes the final checkpoint; the run fails without it.
  ///
  /// - Throws: `TrainingError.unsaved` when it cannot be written; the previous checkpoint stays intact.
  func saveLastCheckpoint() throws(TrainingError) {
    journal.tellLosses()
    do {
      try saveCheckpoint()
    } catch {
      guard error.isAboutWriting else { throw error }
      // The state alone takes less space, and the run can resume from it; the error is reported either way.
      try? saveState()
      throw .unsaved(
        reason: error.description, step: position.step, checkpointStep: run.checkpointSteps.last)
    }
  }

  /// Writes the state to resume from and the model, both or neither.
  private func saveCheckpoint() throws(TrainingError) {
    keepInPlace()
    journal.synchronize()
    let checkpoint = checkpoint()
    let files = try filesWithState()
    do {
      try checkpoint.add(to: files, path: run.modelPath)
    } catch {
      throw .checkpoint(error)
    }
    try commit(files)
    if checkpointTrouble.worked() != nil {
      journal.notices.append(.checkpointWritten(path: run.modelPath, step: position.step))
    }
    writePictures(of: checkpoint)
    run.pruneCheckpoints(keeping: Self.keptCheckpoints)
  }

  /// Writes the state to resume from, without the model.
  private func saveState() throws(TrainingError) { try commit(filesWithState()) }

  private func filesWithState() throws(TrainingError) -> FileGroup {
    do {
      try run.prepareForCheckpoint(of: recipe)
    } catch {
      throw .run(error)
    }
    let state = TrainingState(
      position: position, parameters: learner.parameters, optimizer: learner.optimizerState)
    let architecture = learner.architecture
    let files = FileGroup()
    try state.add(
      to: files, path: run.checkpointPath(step: position.step),
      table: ParameterTable(architecture.networks))
    return files
  }

  private func commit(_ files: FileGroup) throws(TrainingError) {
    do {
      try files.commit()
    } catch {
      throw .storage(error)
    }
  }

  /// The current model, with statistics of its latents over held-out samples and a few of those samples.
  ///
  /// At the end of a run that prunes, collapsed latents are set to zero; the state to resume from keeps them.
  func checkpoint() -> DescribedModel {
    let model = learner.model(transform: data.transform)
    let described = described(model)
    guard position.step == schedule.stepCount, let pruned = pruned(model, described.facts) else {
      return described
    }
    return self.described(pruned)
  }

  private func pruned(_ model: Model, _ facts: ModelFacts) -> Model? {
    guard recipe.training.prune > 0, let divergence = facts.statistics?.divergence else {
      return nil
    }
    let tied = learner.objective.auxiliary?.factors.count ?? 0
    let latents = divergence.indices.filter {
      $0 >= tied && Double(divergence[$0]) < recipe.training.prune
    }
    guard !latents.isEmpty,
      let parameters = model.architecture.settingHeadsToZero(of: latents, in: model.parameters)
    else { return nil }
    return Model(
      architecture: model.architecture, latents: model.latents, transform: model.transform,
      parameters: parameters)
  }

  private func described(_ model: Model) -> DescribedModel {
    let indices = Array(data.heldOut.prefix(Self.measuredSamples))
    let posterior = posterior(of: indices, model: model)
    let shown = 0..<min(Self.gallerySamples, indices.count)
    let gallery = Gallery(
      samples: data.dataset.samples(indices[shown]),
      factors: data.dataset.factors.rows(indices[shown]),
      means: posterior.mean.rows(shown), logVariances: posterior.logVariance?.rows(shown))
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: learner.objective, data: data.dataset.description,
        statistics: LatentStatistics(
          measuring: posterior, codeCount: Self.keptCodes,
          factors: KnownFactors(of: data.dataset, samples: indices),
          latents: learner.objective.latents, auxiliary: learner.objective.auxiliary),
        gallery: gallery, training: summary))
  }

  private var summary: TrainingSummary {
    TrainingSummary(
      objective: recipe.objectiveKind.title(learner.objective),
      beta: learner.objective.hasDivergence ? learner.objective.beta : nil,
      epochs: position.step / schedule.stepsPerEpoch, steps: position.step,
      sampleCount: data.split.training.count, seed: UInt64(recipe.training.seed),
      validationLoss: position.validationLoss)
  }

  /// Encodes samples, in parallel over the workers.
  private func posterior(of indices: [Int], model: Model) -> LatentCodes {
    let parts = Mutex([LatentCodes?](repeating: nil, count: team.count))
    let (data, team) = (data, team)
    team.run { worker in
      let rows = team.rows(of: worker, in: indices.count)
      guard !rows.isEmpty else { return }
      let part = model.encode(data.dataset.samples(indices[rows]))
      parts.withLock { $0[worker] = part }
    }
    return .joined(
      parts.withLock { $0.compactMap(\.self) }, latentCount: model.latentCount)
  }
}
