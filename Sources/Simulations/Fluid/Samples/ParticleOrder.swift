import Tensors

/// The order in which the (unordered) particles of a configuration become rows of a sample.
///
/// It decides how much of a distance matrix is smooth, and so how much of it can be learnt.
package enum ParticleOrder: String, Codable, Sendable, CaseIterable {
  /// By the horizontal position, and by height where that is equal.
  case horizontal = "x"
  /// By height, and by the horizontal position where that is equal.
  case height = "y"
  /// By the distance to the lower left corner.
  case corner
  /// A random permutation of every configuration: the negative control.
  case random

  /// Sorts the particles of one configuration.
  ///
  /// - Parameters:
  ///   - positions: The particles, in sigma.
  ///   - random: Gives the permutation of ``random``; the others draw nothing.
  func sort(_ positions: inout [SIMD2<Double>], using random: inout CounterRandom) {
    switch self {
    case .horizontal: positions.sort { ($0.x, $0.y) < ($1.x, $1.y) }
    case .height: positions.sort { ($0.y, $0.x) < ($1.y, $1.x) }
    case .corner: positions.sort { ($0 * $0).sum() < ($1 * $1).sum() }
    case .random: positions.shuffle(using: &random)
    }
  }
}
