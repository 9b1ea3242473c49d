package import Analysis
package import Tensors

/// What a model decodes to at points that were drawn in several ways.
package struct ProbeReport: Sendable, Equatable {
  /// The points of one way of drawing.
  package struct Draw: Sendable, Equatable {
    /// The way.
    package let draw: LatentDraw
    /// The points, `[points, latents]`.
    package let points: Tensor
    /// What they decode to, `[points, height, width, channels]`, in the unit of the data.
    package let samples: Tensor
    /// How far every point lies from the codes of the data; empty where the model carries none.
    package let distances: [DataDistance.Measure]
    /// The particles; `nil` where samples are no particles.
    package let particles: ProbedParticles?
  }

  /// What was drawn.
  package let draws: [Draw]
  /// What could not be drawn, with the reason.
  package let omissions: [(draw: LatentDraw, reason: String)]
  /// Real samples as particles; `nil` where samples are no particles.
  package let real: ConfigurationStatistics?
  /// Where the real samples come from; empty without them.
  package let realLabel: String
  /// What the model makes of the real samples' codes; `nil` where samples are no particles.
  package let reconstructions: ProbedParticles?
  /// The mean over real samples of how far the particles of their reconstructions lie from theirs, root mean square over
  /// particles in sigma; `nil` without any.
  package let reconstructionError: Double?
  /// The share of the codes' variance in the components that were drawn; `nil` without codes.
  package let explained: Double?
  /// The components that were drawn.
  package let componentCount: Int

  /// Whether two reports are equal.
  package static func == (first: ProbeReport, second: ProbeReport) -> Bool {
    first.draws == second.draws && first.real == second.real
      && first.realLabel == second.realLabel
      && first.reconstructions == second.reconstructions
      && first.reconstructionError == second.reconstructionError
      && first.explained == second.explained
      && first.componentCount == second.componentCount
      && first.omissions.elementsEqual(second.omissions, by: ==)
  }
}
