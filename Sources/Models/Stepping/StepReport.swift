/// The figures of one training step or one evaluation, per sample, mean over the batch.
public struct StepReport: Sendable, Equatable {
  /// What was minimised: reconstruction plus weighted divergence, reduced as the objective says, plus weighted
  /// penalties.
  public var loss: Double
  /// The negative log likelihood, nat.
  public var reconstruction: Double
  /// The divergence from the prior for every latent, nat.
  public var divergence: [Double]
  /// The penalties of the objective, without their weights; none for most.
  public var penalties: [Penalty]
  /// The norm of the gradient before clipping; zero for an evaluation.
  public var gradientNorm: Double
  /// The number of samples.
  public var sampleCount: Int
  /// Where a step went wrong whose figures are no numbers.
  public var fault: NumericalFault?

  /// Creates a report.
  public init(
    loss: Double, reconstruction: Double, divergence: [Double], penalties: [Penalty] = [],
    gradientNorm: Double, sampleCount: Int
  ) {
    self.loss = loss
    self.reconstruction = reconstruction
    self.divergence = divergence
    self.penalties = penalties
    self.gradientNorm = gradientNorm
    self.sampleCount = sampleCount
  }

  /// Whether every figure is a number.
  public var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
}
