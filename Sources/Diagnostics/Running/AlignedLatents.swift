import Analysis

/// Finds the latents that follow a factor.
enum AlignedLatents {
  /// The smallest magnitude of the correlation of an aligned pair.
  static let leastCorrelation = 0.8

  /// The latents whose correlation with some factor is at least 0.8 in magnitude and the largest of its row
  /// and column, ascending.
  static func find(_ pearson: Matrix) -> [Int] {
    (0..<pearson.rowCount).filter { latent in
      (0..<pearson.columnCount).contains { factor in
        let own = abs(pearson[latent, factor])
        return own >= leastCorrelation
          && pearson.row(latent).allSatisfy { abs($0) <= own }
          && pearson.column(factor).allSatisfy { abs($0) <= own }
      }
    }
  }
}
