import Platform
package import Tensors

/// How far reconstructions are from their originals, per sample and over all.
///
/// Both tensors have the same shape, `[samples] + shape`, in the same units. Entries that are not
/// finite make a sample's error infinite.
package enum ReconstructionError {
  /// The mean squared difference of every sample's elements.
  package static func meanSquaredPerSample(
    _ originals: Tensor, _ reconstructions: Tensor
  ) -> [Double] {
    perSample(originals, reconstructions) { $0 }
  }

  /// The mean squared difference of log10(x + epsilon) of every sample's elements, in square
  /// decades.
  ///
  /// The loss of the Aux-VAE's authors for pixels scaled to 0 ... 1. Negative elements, which a
  /// linear output can have, count as 0.
  ///
  /// - Parameters:
  ///   - originals: The samples.
  ///   - reconstructions: Their reconstructions.
  ///   - epsilon: A positive constant that keeps the logarithm of 0 finite.
  /// - Returns: One error per sample.
  package static func logMeanSquaredPerSample(
    _ originals: Tensor, _ reconstructions: Tensor, epsilon: Double = 1e-10
  ) -> [Double] {
    precondition(epsilon > 0, "ReconstructionError: epsilon \(epsilon)")
    return perSample(originals, reconstructions) { log10(max($0, 0) + epsilon) }
  }

  private static func perSample(
    _ originals: Tensor, _ reconstructions: Tensor, _ scale: (Double) -> Double
  ) -> [Double] {
    precondition(
      originals.shape == reconstructions.shape && !originals.shape.isEmpty,
      "ReconstructionError: shapes \(originals.shape) and \(reconstructions.shape)")
    let count = originals.rowStride
    guard count > 0 else { return Array(repeating: 0, count: originals.rowCount) }
    return (0..<originals.rowCount).map { row in
      let sum = zip(originals.row(row), reconstructions.row(row)).reduce(0.0) { sum, pair in
        guard pair.0.isFinite && pair.1.isFinite else { return .infinity }
        let difference = scale(Double(pair.0)) - scale(Double(pair.1))
        return sum + difference * difference
      }
      return sum / Double(count)
    }
  }
}
