/// A latent that no longer carries information about the sample.
package struct CollapsedLatent: Sendable, Equatable {
  /// The latent's number.
  package let latent: Int
  /// The step since when it has been collapsed.
  package let step: Double
}
