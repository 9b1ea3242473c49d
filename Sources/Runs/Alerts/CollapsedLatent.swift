/// A latent that says nothing about its sample any more.
public struct CollapsedLatent: Sendable, Equatable {
  /// The latent's number.
  public let latent: Int
  /// Since which step.
  public let step: Double
}
