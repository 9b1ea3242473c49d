package import Models

/// Where a run stands, as its trainer reports it.
package struct TrainingProgress: Sendable, Equatable {
  /// The steps done, of all.
  package var step: Int
  /// The steps of the whole run.
  package var stepCount: Int
  /// The epochs done, with fraction.
  package var epoch: Double
  /// The epochs of the whole run.
  package var epochCount: Int
  /// The loss per sample since the last event.
  package var loss: LossParts
  /// The loss per validation sample of the last such pass.
  package var validationLoss: Double?
  /// Training samples a second, since the start of this process.
  package var imagesPerSecond: Double
  /// The seconds until the end at this rate.
  package var remainingSeconds: Double

  /// Whether an epoch has just ended.
  package var isEndOfEpoch: Bool { epoch == epoch.rounded() && step > 0 }
}

/// The loss of a sample and its parts.
package struct LossParts: Sendable, Equatable, Codable {
  /// What the optimiser lowers, in nat per sample or, of an objective whose reduction is the mean, per element.
  package var total: Double
  /// The negative log likelihood, nat per sample.
  package var reconstruction: Double
  /// What the latent family tells, summed over the latents, unweighted, nat per sample; none where there is no
  /// divergence.
  package var figures: [LossTerm]
  /// The penalties of the objective, unweighted.
  package var penalties: [LossTerm]

  /// Creates the parts of a loss.
  package init(
    total: Double = 0, reconstruction: Double = 0, figures: [LossTerm] = [],
    penalties: [LossTerm] = []
  ) {
    self.total = total
    self.reconstruction = reconstruction
    self.figures = figures
    self.penalties = penalties
  }
}
