package import Models

/// The progress of a run, as its trainer reports it.
package struct TrainingProgress: Sendable, Equatable {
  /// The number of steps done.
  package var step: Int
  /// The steps of the whole run.
  package var stepCount: Int
  /// The number of epochs done, with fraction.
  package var epoch: Double
  /// The epochs of the whole run.
  package var epochCount: Int
  /// The loss per sample since the last event.
  package var loss: LossParts
  /// The loss per validation sample in the last validation pass; `nil` before the first.
  package var validationLoss: Double?
  /// Training samples per second, since the start of this process.
  package var imagesPerSecond: Double
  /// The seconds until the end at this rate.
  package var remainingSeconds: Double

  /// Whether an epoch has just ended.
  package var isEndOfEpoch: Bool { epoch == epoch.rounded() && step > 0 }
}

/// The loss per sample and its terms.
package struct LossParts: Sendable, Equatable, Codable {
  /// The training loss, in nats per sample, or for an objective whose reduction is the mean, per element.
  package var total: Double
  /// The negative log likelihood, nats per sample.
  package var reconstruction: Double
  /// The divergences of the latent family, summed over the latents, unweighted, nats per sample; empty where
  /// there are none.
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
