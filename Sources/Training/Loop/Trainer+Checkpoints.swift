import Datasets
import Models
import Networks
import Synchronization
import Tensors

extension Trainer {
  private static let keptCheckpoints = 2
  private static let measuredSamples = 4096
  private static let keptCodes = 2000
  private static let gallerySamples = 64

  /// Writes the state to go on from, then the model for everybody else.
  func saveCheckpoint() throws(TrainingError) {
    let state = TrainingState(
      position: position, parameters: learner.parameters, optimizer: learner.optimizerState)
    let architecture = learner.architecture
    do {
      try log.synchronize()
    } catch {
      throw .run(error)
    }
    try state.save(
      to: run.checkpointPath(step: position.step),
      table: ParameterTable([architecture.encoder, architecture.decoder]))
    let checkpoint = checkpoint()
    do {
      try checkpoint.save(to: run.modelPath)
    } catch {
      throw .checkpoint(error)
    }
    try writePictures(of: checkpoint)
    run.pruneCheckpoints(keeping: Self.keptCheckpoints)
    pace.noteCheckpoint()
  }

  /// The model as it stands, with what its latents do over held-out samples and a few of those.
  func checkpoint() -> Checkpoint {
    let model = learner.model(transform: data.transform)
    let indices = Array(data.heldOut.prefix(Self.measuredSamples))
    let posterior = posterior(of: indices, model: model)
    let shown = 0..<min(Self.gallerySamples, indices.count)
    let gallery = Gallery(
      samples: data.dataset.samples(indices[shown]),
      factors: data.dataset.factors.rows(indices[shown]),
      means: posterior.mean.rows(shown), logVariances: posterior.logVariance.rows(shown))
    return Checkpoint(
      model: model, objective: learner.objective, data: data.dataset.description,
      statistics: LatentStatistics(
        measuring: posterior, codeCount: Self.keptCodes,
        factors: KnownFactors(of: data.dataset, samples: indices),
        auxiliary: learner.objective.auxiliary),
      gallery: gallery, training: summary)
  }

  private var summary: TrainingSummary {
    TrainingSummary(
      objective: learner.objective.name, beta: learner.objective.beta,
      epochs: position.step / schedule.stepsPerEpoch, steps: position.step,
      sampleCount: data.split.training.count, seed: UInt64(recipe.training.seed),
      validationLoss: position.validationLoss)
  }

  /// Encodes samples, every worker a run of its own.
  private func posterior(of indices: [Int], model: Autoencoder) -> GaussianPosterior {
    let parts = Mutex([GaussianPosterior?](repeating: nil, count: team.count))
    let (data, team) = (data, team)
    team.run { worker in
      let rows = team.rows(of: worker, in: indices.count)
      guard !rows.isEmpty else { return }
      let part = model.encode(data.dataset.samples(indices[rows]))
      parts.withLock { $0[worker] = part }
    }
    let found = parts.withLock { $0.compactMap(\.self) }
    let joined = { (part: (GaussianPosterior) -> Tensor) in
      Tensor(
        shape: [indices.count, model.latentCount], elements: found.flatMap { part($0).elements })
    }
    return GaussianPosterior(mean: joined(\.mean), logVariance: joined(\.logVariance))
  }
}
