/// What an auxiliary objective penalises, by the part of the latents that it concerns.
package enum AuxiliaryPenalty: String, Sendable, CaseIterable {
  /// A tied latent that does not follow its own factor.
  case alignment
  /// A tied latent that follows another latent's factor.
  case cross
  /// A remaining latent that follows a factor.
  case leakage
}
