/// The distributions and point sets from which latent points are drawn.
package enum LatentDraw: String, Sendable, CaseIterable {
  /// The prior: standard normal, or for a latent tied to a factor normal around a uniformly drawn factor.
  case prior
  /// The aggregate posterior: the code of a random sample with the mean posterior width as noise.
  case posterior
  /// The leading principal components of the codes, each with its own standard deviation.
  case components
  /// Each active latent with the mean and standard deviation of its codes, the others at their means.
  case significant
  /// The active latents one after another over a range, the others at their means; deterministic.
  case walk
  /// Zero in every latent.
  case origin

  /// The description of the draw.
  package var explanation: String {
    switch self {
    case .prior: "all latents from the prior"
    case .posterior: "codes of the data with their posterior width"
    case .components: "the leading principal components of the codes"
    case .significant: "the active latents, the others at their means"
    case .walk: "the active latents one by one, the others at their means"
    case .origin: "zero in every latent"
    }
  }

  /// Whether repeated draws differ.
  package var isRandom: Bool { self != .origin && self != .walk }
}
