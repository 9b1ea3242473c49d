/// Which pictures stand side by side.
enum Comparison: String, Sendable, CaseIterable {
  /// Decoded, source and residual.
  case side
  /// The decoded picture alone.
  case decoded
  /// Source less decoded.
  case residual
  /// The decoder's derivative along the chosen latent.
  case sensitivity
}
