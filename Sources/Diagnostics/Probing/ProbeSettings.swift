/// What a model is probed with.
public struct ProbeSettings: Sendable, Equatable {
  /// The ways of drawing, in the order of the report.
  public var draws = LatentDraw.allCases
  /// The points of every random way.
  public var count = 200
  /// The places of a walk along every active latent.
  public var steps = 7
  /// The seed of all draws.
  public var seed: UInt64 = 7
  /// Which codes the deviations of latents and components are of.
  public var codes = LatentSampler.Codes.means
  /// The leading components that are drawn.
  public var componentCount = LatentSampler.usualComponentCount

  /// Creates the usual settings.
  public init() {}
}
