package import Tensors

/// The mean reconstruction error per bin of a factor: for which factors a model reconstructs badly.
package struct BinnedErrors: Sendable, Equatable, Codable {
  /// The mean error per bin, 0 where there is no sample; a row per factor, or per bin of the first
  /// of two factors.
  package let means: Matrix
  /// The number of samples per bin.
  package let counts: Matrix

  /// Bins errors by each factor alone, `[factors, bins]`.
  ///
  /// - Parameters:
  ///   - errors: One finite error per sample.
  ///   - factors: The factors, `[samples, factors]`; bins span each one's smallest to largest sample.
  ///   - discretizer: How factors become bins.
  package init(errors: [Double], factors: Tensor, discretizer: Discretizer = Discretizer()) {
    let bins = discretizer.bins(of: factors)
    let binCount = discretizer.binCount
    self.init(
      errors: errors, rowCount: bins.count, columnCount: binCount, sampleCount: factors.rowCount
    ) { sample in
      bins.indices.map { $0 * binCount + bins[$0][sample] }
    }
  }

  /// Bins errors by two factors at once, `[bins of the first, bins of the second]`.
  package init(
    errors: [Double], factors: Tensor, first: Int, second: Int,
    discretizer: Discretizer = Discretizer(binCount: 10)
  ) {
    let bins = discretizer.bins(of: factors)
    let binCount = discretizer.binCount
    self.init(
      errors: errors, rowCount: binCount, columnCount: binCount, sampleCount: factors.rowCount
    ) { sample in
      [bins[first][sample] * binCount + bins[second][sample]]
    }
  }

  private init(
    errors: [Double], rowCount: Int, columnCount: Int, sampleCount: Int,
    places: (_ sample: Int) -> [Int]
  ) {
    precondition(
      errors.count == sampleCount, "BinnedErrors: \(errors.count) errors of \(sampleCount) samples")
    var means = Matrix(rowCount: rowCount, columnCount: columnCount)
    var counts = means
    for (sample, error) in errors.enumerated() {
      for place in places(sample) {
        means.elements[place] += error
        counts.elements[place] += 1
      }
    }
    for place in means.elements.indices { means.elements[place] /= max(counts.elements[place], 1) }
    self.means = means
    self.counts = counts
  }
}
