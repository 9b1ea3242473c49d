/// The cost of a Pearson correlation `r`.
package enum CorrelationMeasure: Sendable, Equatable {
  /// `1 - r`: the latent should increase with the factor.
  case signedDistance
  /// `1 - |r|`: the latent should follow the factor in either direction.
  case distance
  /// `|r|`: latent and factor should be independent; independent columns of `B` rows still cost `sqrt(2 / (pi
  /// (B - 1)))` on average.
  case magnitude
  /// `max(0, r^2 - 1 / (B - 1))`: the excess over the mean square of a chance correlation of `B` rows.
  case excess

  /// The cost of a correlation over `rowCount` rows, and its derivative by the correlation.
  @inline(__always)
  func cost(of r: Double, rowCount: Int) -> (value: Double, derivative: Double) {
    switch self {
    case .signedDistance: return (1 - r, -1)
    case .distance: return (1 - abs(r), r == 0 ? 0 : r > 0 ? -1 : 1)
    case .magnitude: return (abs(r), r == 0 ? 0 : r > 0 ? 1 : -1)
    case .excess:
      let chance = rowCount > 1 ? 1 / Double(rowCount - 1) : 1
      // Written so that NaN stays NaN.
      return r * r <= chance ? (0, 0) : (r * r - chance, 2 * r)
    }
  }
}
