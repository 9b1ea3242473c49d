import Platform
package import Tensors

/// The Kolmogorov-Smirnov statistic: the largest distance between the cumulative distribution of
/// samples and a Gaussian's.
///
/// For samples of the Gaussian itself it exceeds 1.36 / sqrt(n) with probability 5%.
package enum KolmogorovSmirnov {
  /// The statistic of samples against N(mean, deviation^2).
  ///
  /// - Parameters:
  ///   - samples: Codes or draws of one latent, in any order.
  ///   - mean: The Gaussian's mean.
  ///   - deviation: The Gaussian's standard deviation, positive.
  /// - Returns: From 0 to 1; 0 without samples, 1 when one is NaN.
  package static func statistic(
    _ samples: [Double], mean: Double = 0, deviation: Double = 1
  ) -> Double {
    precondition(
      mean.isFinite && deviation > 0, "KolmogorovSmirnov: mean \(mean), deviation \(deviation)")
    guard !samples.contains(where: \.isNaN) else { return 1 }
    let total = Double(samples.count)
    var largest = 0.0
    for (index, sample) in samples.sorted().enumerated() {
      let expected = 0.5 * erfc((mean - sample) / deviation * 0.5.squareRoot())
      largest = max(
        largest, expected - Double(index) / total, Double(index + 1) / total - expected)
    }
    return largest
  }

  /// The statistic of every column of codes or draws, `[samples, latents]`.
  ///
  /// - Parameters:
  ///   - columns: One latent per column.
  ///   - means: The Gaussians' means, one per latent.
  ///   - deviations: The Gaussians' standard deviations, one per latent, positive.
  /// - Returns: One per latent, from 0 to 1.
  package static func statistics(
    _ columns: Tensor, means: [Double], deviations: [Double]
  ) -> [Double] {
    precondition(
      columns.shape.count == 2 && columns.shape[1] == means.count
        && means.count == deviations.count,
      "KolmogorovSmirnov: \(columns.shape), \(means.count) means, \(deviations.count) deviations")
    return means.indices.map { column in
      let samples = (0..<columns.rowCount).map { Double(columns[$0, column]) }
      return statistic(samples, mean: means[column], deviation: deviations[column])
    }
  }
}
