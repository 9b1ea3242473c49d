public import Models

/// Where a run stands, as its trainer reports it.
public struct TrainingProgress: Sendable, Equatable {
  /// The steps done, of all.
  public var step: Int
  /// The steps of the whole run.
  public var stepCount: Int
  /// The epochs done, with fraction.
  public var epoch: Double
  /// The epochs of the whole run.
  public var epochCount: Int
  /// The loss per sample since the last event.
  public var loss: LossParts
  /// The loss per validation sample of the last such pass.
  public var validationLoss: Double?
  /// Training samples a second, since the start of this process.
  public var imagesPerSecond: Double
  /// The seconds until the end at this rate.
  public var remainingSeconds: Double

  /// Whether an epoch has just ended.
  public var isEndOfEpoch: Bool { epoch == epoch.rounded() && step > 0 }
}

/// The loss of a sample and its parts.
public struct LossParts: Sendable, Equatable, Codable {
  /// What the optimiser lowers, in nat per sample or, of an objective whose reduction is the mean, per element.
  public var total: Double
  /// The negative log likelihood, nat per sample.
  public var reconstruction: Double
  /// The divergence of the posterior from the prior, unweighted, nat per sample.
  public var divergence: Double
  /// The penalties of the objective, unweighted.
  public var penalties: [Penalty]

  /// Creates the parts of a loss.
  public init(
    total: Double = 0, reconstruction: Double = 0, divergence: Double = 0, penalties: [Penalty] = []
  ) {
    self.total = total
    self.reconstruction = reconstruction
    self.divergence = divergence
    self.penalties = penalties
  }
}
