package import Models
import Networks

extension Checkpoint {
  /// The model of a run as it was at a checkpoint that is kept.
  ///
  /// Everything but the weights and the number of steps is that of the run's newest model; the codes of its gallery and
  /// the statistics of its latents are not those of these weights.
  ///
  /// - Parameters:
  ///   - folder: The run.
  ///   - step: The steps of the checkpoint.
  /// - Returns: The model.
  /// - Throws: `TrainingError` when either file is missing, damaged or of another network.
  package static func load(fromRun folder: String, step: Int) throws(TrainingError) -> Checkpoint {
    let newest: Checkpoint
    do throws(CheckpointError) {
      newest = try Checkpoint.load(path: "\(folder)/latest.safetensors")
    } catch {
      throw .checkpoint(error)
    }
    let state = try TrainingState(
      path: "\(folder)/checkpoints/step-\(step).safetensors", table: newest.model.table)
    var training = newest.training
    training.steps = step
    return Checkpoint(
      model: Model(
        architecture: newest.model.architecture, latents: newest.model.latents, transform: newest.model.transform,
        parameters: state.parameters),
      objective: newest.objective, data: newest.data, statistics: newest.statistics,
      gallery: newest.gallery, training: training)
  }
}
