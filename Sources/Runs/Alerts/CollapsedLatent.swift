/// A latent that says nothing about its sample any more.
package struct CollapsedLatent: Sendable, Equatable {
  /// The latent's number.
  package let latent: Int
  /// Since which step.
  package let step: Double
}
