/// The separated attribute predictability score, SAP (Kumar, Sattigeri, Balakrishnan 2018), for
/// continuous factors.
///
/// Per factor the gap between the two largest coefficients of determination that single latents
/// reach, that is the squared Pearson correlations: 1 when one latent determines the factor and no
/// other is correlated with it.
package struct SeparatedAttributePredictability: Sendable, Equatable, Codable {
  /// The gap per factor, from 0 to 1; 0 for a constant factor.
  package let perFactor: [Double]
  /// The mean gap over the factors that correlate with some latent; 0 without one.
  package let value: Double

  /// Scores a matrix of Pearson correlations, `[latents, factors]`; with a single latent the second
  /// largest value is 0.
  package init(correlations: Matrix) {
    let squares = (0..<correlations.columnCount).map { correlations.column($0).map { $0 * $0 } }
    perFactor = squares.map(FactorMean.gap)
    value = FactorMean.of(perFactor) { squares[$0].contains { $0 > 0 } }
  }
}
