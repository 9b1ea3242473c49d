package import Tensors

/// Codes that are points: no noise, no divergence and no prior, as plain autoencoders and principal components have them.
package struct PointLatents: LatentFamily {
  /// The name in files.
  package static let name = "point"
  /// The code.
  package static let heads = [LatentHead("code")]
  /// Nothing is drawn.
  package static let noiseCount = 0
  /// There is nothing to diverge from.
  package static let figures: [String] = []

  /// Creates the family.
  package init() {}

  /// Nothing to fill.
  package func fillNoise(_ block: LatentBlock, from source: LatentNoise) {}

  /// The latents are the code.
  package func draw(_ block: LatentBlock, into latents: UnsafeMutablePointer<Float>) {
    latents.update(from: block.heads, count: block.rows * block.latentCount)
  }

  /// The gradient as it is.
  package func propagate(
    _ gradient: UnsafePointer<Float>, losses: UnsafePointer<Double>, weight: Float,
    block: LatentBlock, into heads: UnsafeMutablePointer<Float>
  ) {
    heads.update(from: gradient, count: block.rows * block.latentCount)
  }

  /// Nothing to add.
  package func addDivergence(
    of block: LatentBlock, gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {}

  /// The codes as they are.
  package func codes(_ heads: Tensor) -> LatentCodes { LatentCodes(mean: heads) }

  /// None.
  package func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)? { nil }

  /// None.
  package func meanDivergence(
    of latent: Int, codes: LatentCodes, centers: [Double]?
  ) -> Double? { nil }
}
