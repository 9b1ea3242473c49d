import Tensors

/// All latents against all factors: correlations, and the alignment of latents with factors.
struct AlignmentTable {
  private let regressions: [[FactorRegression]]

  /// Regresses every factor on every latent.
  ///
  /// - Parameters:
  ///   - means: The posterior means, `[samples, latents]`.
  ///   - factors: The factors of the same samples.
  init(means: Tensor, factors: KnownFactors) {
    precondition(
      means.rowCount == factors.values.rowCount,
      "AlignmentTable: \(means.shape) and \(factors.values.shape)")
    let columns = factors.names.indices.map(factors.column)
    let latents = means.rowStride
    regressions = (0..<latents).map { latent in
      let values = (0..<means.rowCount).map { Double(means.elements[$0 * latents + latent]) }
      return columns.map { FactorRegression(latent: values, factor: $0) }
    }
  }

  /// Pearson's correlations, `[latents, factors]`; 0 where a latent or factor is constant.
  var correlations: Tensor {
    Tensor(
      shape: [regressions.count, regressions.first?.count ?? 0],
      elements: regressions.flatMap { $0.map { Float($0.correlation) } })
  }

  /// Decides which latent is aligned with which factor.
  ///
  /// - Parameter tied: The factors that an objective ties to the first latents; `nil` without one. Any other latent
  ///   is aligned with the factor of its largest correlation where that is at least
  ///   ``LatentRole/leastCorrelation`` in magnitude.
  /// - Returns: One entry per latent, `nil` for those without a factor.
  func alignments(tied: [Int]?) -> [LatentAlignment?] {
    regressions.indices.map { latent in
      let tied = tied ?? []
      let factor = latent < tied.count ? tied[latent] : strongest(latent)
      return factor.flatMap { alignment(latent, factor: $0) }
    }
  }

  /// `nil` where latent or factor is constant: no line maps one to the other.
  private func alignment(_ latent: Int, factor: Int) -> LatentAlignment? {
    let regression = regressions[latent][factor]
    let slope = Float(regression.slope)
    guard slope != 0, slope.isFinite else { return nil }
    // In the precision of a file, so that a saved model compares equal when opened.
    return LatentAlignment(
      factor: factor, correlation: Double(Float(regression.correlation)),
      slope: Double(slope), intercept: Double(Float(regression.intercept)))
  }

  private func strongest(_ latent: Int) -> Int? {
    let row = regressions[latent].map { abs($0.correlation) }
    guard let factor = row.indices.max(by: { row[$0] < row[$1] }),
      row[factor] >= LatentRole.leastCorrelation
    else { return nil }
    return factor
  }
}
