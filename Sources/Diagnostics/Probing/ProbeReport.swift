package import Analysis
package import Tensors

/// The decoded samples of latent points that were drawn in several ways.
package struct ProbeReport: Sendable, Equatable {
  /// The points of one way of drawing.
  package struct Draw: Sendable, Equatable {
    /// The type of draw.
    package let draw: LatentDraw
    /// The points, `[points, latents]`.
    package let points: Tensor
    /// The decoded samples, `[points, height, width, channels]`, in the unit of the data.
    package let samples: Tensor
    /// The distance of every point from the codes of the data; empty where the model has no codes.
    package let distances: [DataDistance.Measure]
    /// The particles; `nil` where samples are not particles.
    package let particles: ProbedParticles?
  }

  /// The draws.
  package let draws: [Draw]
  /// The impossible draws, with the reason.
  package let omissions: [(draw: LatentDraw, reason: String)]
  /// Real samples as particles; `nil` where samples are not particles.
  package let real: ConfigurationStatistics?
  /// The source of the real samples; empty without them.
  package let realLabel: String
  /// The reconstructions of the real samples; `nil` where samples are not particles.
  package let reconstructions: ProbedParticles?
  /// The root mean square distance over particles, in sigma, between real samples and their reconstructions,
  /// mean over samples; `nil` without any.
  package let reconstructionError: Double?
  /// The share of the codes' variance explained by the components drawn from; `nil` without codes.
  package let explained: Double?
  /// The number of components drawn from.
  package let componentCount: Int
  /// The fluid of the Metropolis sweeps; `nil` without sweeps.
  package let thermalization: Thermalization?

  /// Whether two reports are equal.
  package static func == (first: ProbeReport, second: ProbeReport) -> Bool {
    first.draws == second.draws && first.real == second.real
      && first.realLabel == second.realLabel
      && first.reconstructions == second.reconstructions
      && first.reconstructionError == second.reconstructionError
      && first.explained == second.explained
      && first.componentCount == second.componentCount
      && first.thermalization == second.thermalization
      && first.omissions.elementsEqual(second.omissions, by: ==)
  }
}
