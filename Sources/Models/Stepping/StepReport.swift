/// The figures of one training step or one evaluation, per sample, mean over the batch.
package struct StepReport: Sendable, Equatable {
  /// The total loss: reconstruction plus weighted divergence, reduced as the objective defines, plus weighted
  /// penalties.
  package var loss: Double
  /// The negative log likelihood, nats.
  package var reconstruction: Double
  /// The divergences of every latent, nats; empty where the family has none.
  package var figures: [LatentFigure]
  /// The penalties of the objective, without their weights; usually empty.
  package var penalties: [LossTerm]
  /// The norm of the gradient before clipping; zero for an evaluation.
  package var gradientNorm: Double
  /// The number of samples.
  package var sampleCount: Int
  /// Where the first NaN or infinity arose, in a step whose figures are not finite.
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

  /// Whether loss and gradient norm are finite.
  package var isFinite: Bool { loss.isFinite && gradientNorm.isFinite }

  /// The divergence from the prior for every latent, summed over figures, nats; empty where there is none.
  package var divergence: [Double] {
    guard var sums = figures.first?.values else { return [] }
    for figure in figures.dropFirst() {
      for latent in sums.indices { sums[latent] += figure.values[latent] }
    }
    return sums
  }
}

/// One divergence of a latent family, with a value for every latent.
package struct LatentFigure: Codable, Sendable, Equatable {
  /// The name, as in events: `kl` is logged as `loss/kl` and `kl/0`, ….
  package var name: String
  /// The mean over the samples for every latent, nats.
  package var values: [Double]

  /// Creates a figure.
  package init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }

  /// The sum over the latents.
  package var total: Double { values.reduce(0, +) }
}

/// A named term of a loss.
package struct LossTerm: Codable, Sendable, Equatable {
  /// The name, as in events: `alignment` is logged as `loss/alignment`.
  package var name: String
  /// The mean over the samples, without the term's weight.
  package var value: Double

  /// Creates a term.
  package init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}
