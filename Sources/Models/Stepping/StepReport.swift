/// The figures of one training step or one evaluation, per sample, mean over the batch.
package struct StepReport: Sendable, Equatable {
  /// What was minimised: reconstruction plus weighted divergence, reduced as the objective says, plus weighted
  /// penalties.
  package var loss: Double
  /// The negative log likelihood, nat.
  package var reconstruction: Double
  /// What the latent family tells of every latent, nat; none where there is no divergence.
  package var figures: [LatentFigure]
  /// The penalties of the objective, without their weights; none for most.
  package var penalties: [LossTerm]
  /// The norm of the gradient before clipping; zero for an evaluation.
  package var gradientNorm: Double
  /// The number of samples.
  package var sampleCount: Int
  /// Where a step went wrong whose figures are NaN or infinite.
  package var fault: NumericalFault?

  /// Creates a report.
  package init(
    loss: Double, reconstruction: Double, figures: [LatentFigure], penalties: [LossTerm] = [],
    gradientNorm: Double, sampleCount: Int
  ) {
    self.loss = loss
    self.reconstruction = reconstruction
    self.figures = figures
    self.penalties = penalties
    self.gradientNorm = gradientNorm
    self.sampleCount = sampleCount
  }

  /// Whether every figure is a number.
  package var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }

  /// The divergence from the prior for every latent, all figures together, nat; empty where there is none.
  package var divergence: [Double] {
    guard var sums = figures.first?.values else { return [] }
    for figure in figures.dropFirst() {
      for latent in sums.indices { sums[latent] += figure.values[latent] }
    }
    return sums
  }
}

/// One figure of a latent family with a value for every latent.
package struct LatentFigure: Codable, Sendable, Equatable {
  /// The name, as in events: `kl` is logged as `loss/kl` and `kl/0`, ….
  package var name: String
  /// The mean over the samples for every latent, nat.
  package var values: [Double]

  /// Creates a figure.
  package init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }

  /// The sum over the latents.
  package var total: Double { values.reduce(0, +) }
}

/// A part of a loss by its name.
package struct LossTerm: Codable, Sendable, Equatable {
  /// The name, as in events: `alignment` is logged as `loss/alignment`.
  package var name: String
  /// The mean over the samples, without the part's weight.
  package var value: Double

  /// Creates a part.
  package init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}
