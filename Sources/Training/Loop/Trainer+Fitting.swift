import Datasets
import Models

extension Trainer {
  /// The most training samples used for weights in closed form; their inputs are held in memory.
  private static let fittedSamples = 32_768

  /// Finds the weights in closed form.
  ///
  /// - Parameter fit: Computes weights from the encoder's inputs.
  /// - Returns: The figures of the fitted model over all training samples, as if of one step.
  func fitted(_ fit: ObjectiveKind.Fit) -> StepReport {
    learner.parameters = fit(
      data.inputs(limit: Self.fittedSamples), learner.architecture, team)
    // A state must have one update per step.
    var optimizer = learner.optimizerState
    optimizer.step = position.step + 1
    learner.optimizerState = optimizer
    var sum = StepReport(
      loss: 0, reconstruction: 0, figures: [], gradientNorm: 0, sampleCount: 0)
    let indices = data.split.training[...]
    for start in stride(from: 0, to: indices.count, by: schedule.batchSize) {
      let rows = indices[start..<min(start + schedule.batchSize, indices.count)]
      let figures = learner.evaluate(
        rowCount: rows.count, step: position.step, batch: data.filler(rows))
      sum.loss += figures.loss * Double(rows.count)
      sum.reconstruction += figures.reconstruction * Double(rows.count)
      sum.sampleCount += rows.count
    }
    sum.loss /= Double(sum.sampleCount)
    sum.reconstruction /= Double(sum.sampleCount)
    return sum
  }
}
