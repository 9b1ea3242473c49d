/// How the repulsion of all points on each other is computed.
package enum TSNEGradientMethod: Sendable, Equatable {
  /// Pair by pair, O(*n*^2).
  case exact
  /// Distant points summarised by squares whose side is below this share of their distance.
  case barnesHut(angle: Double)
  /// Interpolated on a grid and convolved by Fourier transforms.
  case interpolation
  /// Exact up to some hundred points, where that is faster, and interpolation beyond.
  case automatic

  /// Up to this many points pairs cost less than a grid.
  static let exactLimit = 600

  func resolved(pointCount: Int) -> TSNEGradientMethod {
    self == .automatic ? (pointCount <= Self.exactLimit ? .exact : .interpolation) : self
  }
}
