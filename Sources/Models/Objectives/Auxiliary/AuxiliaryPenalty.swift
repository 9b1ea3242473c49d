/// The penalties of an auxiliary objective, by the latents they concern.
package enum AuxiliaryPenalty: String, Sendable, CaseIterable {
  /// A tied latent that does not follow its own factor.
  case alignment
  /// A tied latent that follows another latent's factor.
  case cross
  /// A remaining latent that follows a factor.
  case leakage
  /// A remaining latent that depends on a factor in any way, by their distance correlation.
  case dependence
}
