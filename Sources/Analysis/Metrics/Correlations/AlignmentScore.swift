/// How much of a factor's correlation is in a single latent, as printed by the code of the Aux-VAE's authors.
///
/// m = mean over factors j of max_i |corr(z_i, u_j)| / sum_i |corr(z_i, u_j)|: 1 when every factor
/// goes with one latent alone, 1 / latents when it goes with all alike.
package struct AlignmentScore: Sendable, Equatable, Codable {
  /// The fraction of the largest correlation, per factor; 0 for a factor without any.
  package let perFactor: [Double]
  /// The mean over the factors that correlate with some latent; 0 without one.
  package let value: Double

  /// Scores a matrix of correlations, `[latents, factors]`.
  package init(correlations: Matrix) {
    let shares = (0..<correlations.columnCount).map { factor in
      let sizes = correlations.column(factor).map { abs($0) }
      let sum = sizes.reduce(0, +)
      return sum > 0 ? (sizes.max() ?? 0) / sum : 0
    }
    perFactor = shares
    value = FactorMean.of(shares) { shares[$0] > 0 }
  }
}
