/// What a model is probed with.
package struct ProbeSettings: Sendable, Equatable {
  /// The ways of drawing, in the order of the report.
  package var draws = LatentDraw.allCases
  /// The points of every random way.
  package var count = 200
  /// The places of a walk along every active latent.
  package var steps = 7
  /// The seed of all draws.
  package var seed: UInt64 = 7
  /// Which codes the deviations of latents and components are of.
  package var codes = LatentSampler.Codes.means
  /// The leading components that are drawn.
  package var componentCount = LatentSampler.usualComponentCount

  /// Creates the usual settings.
  package init() {}
}
