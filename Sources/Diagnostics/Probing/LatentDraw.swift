/// What points of the latent space are drawn from.
package enum LatentDraw: String, Sendable, CaseIterable {
  /// The prior: standard normal, and for latents tied to a factor normal about an even draw of the factor.
  case prior
  /// The aggregate posterior: the code of a random sample with the mean posterior width as noise.
  case posterior
  /// The leading principal components of the codes, each with its own deviation.
  case components
  /// Each active latent with the mean and deviation of its codes, the others at their means.
  case significant
  /// The active latents one after another over a range, the others at their means; nothing random.
  case walk
  /// Zero in every latent.
  case origin

  /// What is drawn, in words.
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
