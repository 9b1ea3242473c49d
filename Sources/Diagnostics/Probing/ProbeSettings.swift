/// The settings of a probe.
package struct ProbeSettings: Sendable, Equatable {
  /// The draws, in the order of the report.
  package var draws = LatentDraw.allCases
  /// The number of points of every random draw.
  package var count = 200
  /// The number of points of a walk along every active latent.
  package var steps = 7
  /// The seed of all draws.
  package var seed: UInt64 = 7
  /// The codes whose standard deviations latents and components have.
  package var codes = LatentSampler.Codes.means
  /// The number of leading components.
  package var componentCount = LatentSampler.usualComponentCount

  /// The number of Metropolis sweeps after the projection of particles; 0 for none.
  package var metropolisSweepCount = 0
  /// Gamma of the sweeps; `nil` for the one that a latent carries, or those of the data in turn.
  package var gravity: Double?

  /// Creates the default settings.
  package init() {}
}
