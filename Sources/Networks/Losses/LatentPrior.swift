/// The prior of a sample's latents, a diagonal Gaussian: standard normal, apart from the first latents, whose
/// means belong to the sample and whose width is one number.
///
/// `p(z | u) = N((u, 0), diag(tau^2, …, tau^2, 1, …, 1))` is the prior of the Aux-VAE (arXiv:2507.00298), with a width of its own. The width
/// belongs to the latents with known factors only: the others have none to stay close to, and a width below
/// one would cost them information for nothing.
package struct LatentPrior: Sendable, Equatable {
  /// How many of the first latents have a mean of each sample's own.
  package let meanCount: Int
  /// The standard deviation of those latents.
  package let width: Double

  /// Zero means and unit width for all latents.
  package static let standard = LatentPrior(meanCount: 0, width: 1)

  /// Creates a prior.
  package init(meanCount: Int, width: Double) {
    precondition(
      meanCount >= 0 && width > 0 && width.isFinite,
      "LatentPrior: \(meanCount) means, width \(width)")
    self.meanCount = meanCount
    self.width = width
  }
}
