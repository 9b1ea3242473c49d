package import Tensors

/// Point codes: no noise, no divergence and no prior, as in plain autoencoders and principal components.
package struct PointLatents: LatentFamily {
  /// The name in files.
  package static let name = "point"
  /// The code.
  package static let heads = [LatentHead("code")]
  /// Nothing is drawn.
  package static let noiseCount = 0
  /// There is no prior.
  package static let figures: [String] = []

  /// Creates the family.
  package init() {}

  /// Does nothing.
  package func fillNoise(_ block: LatentBlock, from source: LatentNoise) {}

  /// Copies the code.
  package func draw(_ block: LatentBlock, into latents: UnsafeMutablePointer<Float>) {
    latents.update(from: block.heads, count: block.rows * block.latentCount)
  }

  /// Copies the gradient.
  package func propagate(
    _ gradient: UnsafePointer<Float>, losses: UnsafePointer<Double>, weight: Float,
    block: LatentBlock, into heads: UnsafeMutablePointer<Float>
  ) {
    heads.update(from: gradient, count: block.rows * block.latentCount)
  }

  /// Does nothing.
  package func addDivergence(
    of block: LatentBlock, gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {}

  /// The heads as codes.
  package func codes(_ heads: Tensor) -> LatentCodes { LatentCodes(mean: heads) }

  /// There is no prior.
  package func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)? { nil }

  /// There is no divergence.
  package func meanDivergence(
    of latent: Int, codes: LatentCodes, centers: [Double]?
  ) -> Double? { nil }
}
