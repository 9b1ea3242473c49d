import Datasets
import Models
import Platform

extension Trainer {
  /// Validation passes take their noise from step numbers that no training step reaches, the same in every
  /// epoch, so that the losses of different epochs are comparable.
  private static let firstValidationStep = 1 << 31

  /// Computes the validation loss when it is due, with the full weight of the divergence and all penalties.
  ///
  /// - Returns: The samples whose loss is not finite, in words, and that loss; `nil` when all losses are
  ///   finite.
  func validate() -> (place: String, loss: Double)? {
    let indices = data.split.validation
    guard schedule.validates(after: position.step), !indices.isEmpty else { return nil }
    var sum = 0.0
    let starts = stride(from: 0, to: indices.count, by: schedule.batchSize)
    for (number, start) in starts.enumerated() {
      let rows = indices[start..<min(start + schedule.batchSize, indices.count)]
      let figures = learner.evaluate(
        rowCount: rows.count, step: Self.firstValidationStep + number, batch: data.filler(rows))
      guard figures.loss.isFinite else {
        let samples = "\(rows[rows.startIndex]) to \(rows[rows.endIndex - 1])"
        return ("loss of validation samples \(samples)", figures.loss)
      }
      sum += figures.loss * Double(rows.count)
    }
    position.validationLoss = sum / Double(indices.count)
    return nil
  }

  /// Writes the figures since the last event.
  func writeEvent() {
    let time = Self.unixSeconds
    let loss = position.window.mean
    var values: [(name: String, value: Double)] = [
      ("time", time),
      ("epoch", Double(position.step) / Double(schedule.stepsPerEpoch)),
      ("loss/train", loss.total),
      ("loss/reconstruction", loss.reconstruction),
    ]
    values += (loss.figures + loss.penalties).map { ("loss/\($0.name)", $0.value) }
    if schedule.validates(after: position.step), let loss = position.validationLoss {
      values.append(("loss/validation", loss))
    }
    for figure in position.window.meanFigures {
      values += figure.values.enumerated().map { ("\(figure.name)/\($0.offset)", $0.element) }
    }
    values.append(("rate/images", pace.takeRateSinceEvent()))
    // Weights found in closed form have no optimiser.
    let isOptimized = recipe.objectiveKind.fit == nil
    if isOptimized {
      values.append(
        (
          "learning_rate",
          recipe.optimizer.learningRate * schedule.learningRateScale(step: position.step - 1)
        ))
    }
    if learner.objective.hasDivergence {
      values.append(
        ("beta", learner.objective.beta * schedule.betaScale(step: position.step - 1)))
    }
    if isOptimized { values.append(("gradient_norm", position.window.gradientNorm)) }
    keepInPlace()
    journal.append(TrainingEvent(step: position.step, values: values), time: time)
    recentLoss = loss
    position.window = LossWindow(
      figures: type(of: learner.objective.latents).figures,
      latentCount: learner.architecture.latentCount)
  }

  static var unixSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
