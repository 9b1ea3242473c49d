/// The figures of one training step or one evaluation, per sample, mean over the batch.
package struct StepReport: Sendable, Equatable {
  /// What was minimised: reconstruction plus weighted divergence, reduced as the objective says, plus weighted
  /// penalties.
  package var loss: Double
  /// The negative log likelihood, nat.
  package var reconstruction: Double
  /// The divergence from the prior for every latent, nat.
  package var divergence: [Double]
  /// The penalties of the objective, without their weights; none for most.
  package var penalties: [Penalty]
  /// The norm of the gradient before clipping; zero for an evaluation.
  package var gradientNorm: Double
  /// The number of samples.
  package var sampleCount: Int
  /// Where a step went wrong whose figures are no numbers.
  package var fault: NumericalFault?

  /// Creates a report.
  package init(
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
  package var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }
}
