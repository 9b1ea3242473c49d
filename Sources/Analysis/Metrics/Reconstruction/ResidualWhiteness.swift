package import Tensors

/// Whether the residuals of counts are noise: the residuals (x - expectation) / sqrt(expectation) of Poisson
/// counts have mean 0, variance 1 and no correlation between neighbouring pixels if the expectations are right.
///
/// Pixels whose expectation is below a threshold are left out: where counts are almost always zero,
/// the rare others have huge residuals. So are pixels that are not finite.
package struct ResidualWhiteness: Sendable, Equatable, Codable {
  /// The mean residual.
  package let mean: Double
  /// The population variance of residuals.
  package let variance: Double
  /// The correlation of residuals with their right neighbours', from -1 to 1; the standard
  /// deviation for white residuals is 1 / sqrt(pixels).
  package let horizontalCorrelation: Double
  /// The correlation of residuals with those below.
  package let verticalCorrelation: Double
  /// The number of pixels included; without any, all other values are 0.
  package let pixelCount: Int

  /// The mean of both correlations between neighbours: the autocorrelation at lag 1.
  package var lagOneCorrelation: Double { (horizontalCorrelation + verticalCorrelation) / 2 }

  /// Measures pictures of counts, `[pictures, height, width, channels]`.
  ///
  /// - Parameters:
  ///   - counts: The observed counts.
  ///   - expectations: The expectations of the model, in counts, of the same shape.
  ///   - smallestExpectation: Pixels with a smaller expectation are left out; positive.
  package init(counts: Tensor, expectations: Tensor, smallestExpectation: Double = 0.1) {
    precondition(
      counts.shape == expectations.shape && counts.shape.count == 4 && smallestExpectation > 0,
      "ResidualWhiteness: \(counts.shape), \(expectations.shape), threshold \(smallestExpectation)")
    self.init(
      Sums.perPicture(
        counts: counts, expectations: expectations, smallestExpectation: smallestExpectation))
  }

  /// Measures pictures by their sums.
  package init(_ pictures: some Sequence<Sums>) {
    let all = pictures.reduce(into: Sums()) { $0.add($1) }
    pixelCount = all.pixels.count
    mean = all.pixels.mean
    variance = all.pixels.moment(about: mean)
    let (mean, variance) = (mean, variance)
    func correlation(_ pairs: Sums.Products) -> Double {
      guard pairs.count > 0, variance > 0 else { return 0 }
      return min(max(pairs.moment(about: mean) / variance, -1), 1)
    }
    horizontalCorrelation = correlation(all.horizontal)
    verticalCorrelation = correlation(all.vertical)
  }
}
