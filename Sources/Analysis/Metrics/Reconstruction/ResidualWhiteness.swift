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
    var residuals = zip(counts.elements, expectations.elements).map { pair -> Double? in
      let (count, expectation) = (Double(pair.0), Double(pair.1))
      guard count.isFinite && expectation.isFinite && expectation >= smallestExpectation else {
        return nil
      }
      return (count - expectation) / expectation.squareRoot()
    }
    let present = residuals.compactMap(\.self)
    pixelCount = present.count
    let mean = present.reduce(0, +) / Double(max(pixelCount, 1))
    let variance =
      present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(pixelCount, 1))
    for index in residuals.indices { residuals[index] = residuals[index].map { $0 - mean } }
    self.mean = mean
    self.variance = variance
    let (height, width, channels) = (counts.shape[1], counts.shape[2], counts.shape[3])
    func correlation(_ distance: Int, _ hasNeighbor: (Int) -> Bool) -> Double {
      Self.correlation(residuals, distance: distance, variance: variance, hasNeighbor)
    }
    horizontalCorrelation = correlation(channels) { $0 / channels % width < width - 1 }
    verticalCorrelation = correlation(width * channels) {
      $0 / (width * channels) % height < height - 1
    }
  }

  /// The mean product of centred neighbours, over the variance.
  private static func correlation(
    _ residuals: [Double?], distance: Int, variance: Double, _ hasNeighbor: (Int) -> Bool
  ) -> Double {
    var (sum, count) = (0.0, 0)
    for index in residuals.indices where hasNeighbor(index) {
      guard let own = residuals[index], let other = residuals[index + distance] else { continue }
      sum += own * other
      count += 1
    }
    return count > 0 && variance > 0 ? min(max(sum / Double(count) / variance, -1), 1) : 0
  }
}
