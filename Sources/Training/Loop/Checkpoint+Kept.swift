package import Models
import Networks

extension DescribedModel {
  /// The model of a run at a kept checkpoint.
  ///
  /// Everything but the weights and the number of steps is that of the run's newest model; the codes of its
  /// gallery and the statistics of its latents do not belong to these weights.
  ///
  /// - Parameters:
  ///   - folder: The run.
  ///   - step: The step of the checkpoint.
  /// - Returns: The model.
  /// - Throws: `TrainingError` when either file is missing, damaged or of another network.
  package static func load(fromRun folder: String, step: Int) throws(TrainingError)
    -> DescribedModel
  {
    let newest: DescribedModel
    do {
      newest = try ModelFormat.open(path: RunLayout.model(of: folder))
    } catch {
      throw .model(error)
    }
    let state = try TrainingState(
      path: RunLayout.checkpoint(of: folder, step: step), table: newest.model.table)
    var facts = newest.facts
    facts.training?.steps = step
    return DescribedModel(
      Model(
        architecture: newest.model.architecture, latents: newest.model.latents,
        transform: newest.model.transform,
        parameters: state.parameters),
      facts: facts)
  }
}
