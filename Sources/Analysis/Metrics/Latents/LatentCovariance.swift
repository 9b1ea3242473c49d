package import Tensors

/// The covariance of latents over samples, and quantities derived from it.
package struct LatentCovariance: Sendable, Equatable, Codable {
  /// The population covariance, 1 / n, `[latents, latents]`; zero where a latent is constant or not
  /// finite.
  package let matrix: Matrix

  /// Measures codes, `[samples, latents]`.
  ///
  /// - Parameters:
  ///   - codes: Posterior means.
  ///   - variances: The mean posterior variance of every latent, for the covariance of codes drawn from their
  ///     posteriors: the law of total covariance, as noise of a diagonal posterior adds to the diagonal alone.
  package init(codes: Tensor, posteriorVariances variances: [Double]) {
    precondition(
      variances.count == codes.rowStride && variances.allSatisfy { $0 >= 0 },
      "LatentCovariance: \(variances.count) variances for codes \(codes.shape)")
    var matrix = LatentCovariance(codes: codes).matrix
    for (latent, variance) in variances.enumerated() where variance.isFinite {
      matrix[latent, latent] += variance
    }
    self.matrix = matrix
  }

  /// Measures codes, `[samples, latents]`.
  package init(codes: Tensor) {
    let columns = SampleColumn.all(of: codes)
    let centered = columns.map(\.centered)
    var matrix = Matrix(rowCount: columns.count, columnCount: columns.count)
    for row in columns.indices {
      for column in 0...row {
        let sum = zip(centered[row], centered[column]).reduce(0) { $0 + $1.0 * $1.1 }
        matrix[row, column] = sum / Double(max(codes.rowCount, 1))
        matrix[column, row] = matrix[row, column]
      }
    }
    self.matrix = matrix
  }

  /// The variance of every latent.
  package var variances: [Double] { (0..<matrix.rowCount).map { matrix[$0, $0] } }

  /// The covariance divided by the largest variance, so that unused latents stay near zero; zeros
  /// where no latent varies.
  package var scaled: Matrix {
    let largest = variances.max() ?? 0
    var scaled = matrix
    for index in scaled.elements.indices {
      scaled.elements[index] = largest > 0 ? matrix.elements[index] / largest : 0
    }
    return scaled
  }

  /// The correlations of the latents, -1 to 1; zero, including the diagonal, where a latent does not vary.
  package var correlations: Matrix {
    let deviations = variances.map { $0.squareRoot() }
    var correlations = matrix
    for row in deviations.indices {
      for column in deviations.indices {
        let scale = deviations[row] * deviations[column]
        let correlation = row == column ? 1 : matrix[row, column] / scale
        correlations[row, column] = scale > 0 ? min(max(correlation, -1), 1) : 0
      }
    }
    return correlations
  }
}
