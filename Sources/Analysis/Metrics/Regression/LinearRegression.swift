package import Tensors

/// Least squares of every factor on latents, with an intercept.
///
/// By the Cholesky decomposition of the latents' correlations. A latent that does not vary, or that is a
/// linear combination of the latents before it to within 1e-5 of its standard deviation, gets the slope 0.
package struct LinearRegression: Sendable, Equatable, Codable {
  /// The slopes, `[latents, factors]`, in factor units per latent unit.
  package let slopes: Matrix
  /// The intercept of every factor.
  package let intercepts: [Double]
  /// The coefficient of determination of every factor over the samples that it was fitted to.
  ///
  /// From 0 to 1, and 0 for a constant factor; latents without information reach about latents / samples.
  package let determinations: [Double]

  /// Fits factors, `[samples, factors]`, to codes of the same samples, `[samples, latents]`.
  ///
  /// - Parameters:
  ///   - codes: Posterior means.
  ///   - factors: The targets.
  ///   - latents: The columns of the codes to use, in the order of the slopes; all when `nil`.
  package init(codes: Tensor, factors: Tensor, latents: [Int]? = nil) {
    let (columns, factors) = SampleColumn.all(of: codes, and: factors)
    let chosen = (latents ?? Array(columns.indices)).map { columns[$0] }
    let decomposition = CholeskyDecomposition(Correlation.matrix(chosen, chosen))
    let correlations = Correlation.matrix(chosen, factors)
    let deviations = chosen.map { $0.variance.squareRoot() }
    var slopes = Matrix(rowCount: chosen.count, columnCount: factors.count)
    for (column, factor) in factors.enumerated() {
      let deviation = factor.variance.squareRoot()
      let solution = decomposition.solution(correlations.column(column))
      for (row, share) in solution.enumerated() where deviations[row] > 0 {
        slopes[row, column] = share * deviation / deviations[row]
      }
    }
    self.slopes = slopes
    intercepts = factors.indices.map { factor in
      chosen.indices.reduce(factors[factor].mean) { $0 - slopes[$1, factor] * chosen[$1].mean }
    }
    determinations = factors.indices.map { factor in
      let projections = decomposition.forwardSolution(correlations.column(factor))
      return min(projections.reduce(0) { $0 + $1 * $1 }, 1)
    }
  }
}
