import Analysis

/// How the standard errors of a diagnosis were found: every number is measured again on random halves of the samples.
///
/// Halves are drawn without replacement, as equal samples would raise mutual information. The spread of a number over halves
/// of m of n samples, times sqrt(m / (n - m)), estimates that of the same model over fresh sets of n samples.
package struct Resampling: Codable, Sendable, Equatable {
  /// The number of halves, at least two.
  package var repeatCount: Int
  /// The number of samples in a half.
  package var halfCount: Int
  /// The number of samples in all.
  package var sampleCount: Int

  /// The probability of the intervals.
  package static let confidence = 0.95
  /// The name of the method for other programs.
  package static let method = "half_samples"

  /// Creates a record.
  package init(repeatCount: Int, halfCount: Int, sampleCount: Int) {
    precondition(
      repeatCount > 1 && halfCount > 0 && halfCount < sampleCount,
      "Resampling: \(repeatCount) times \(halfCount) of \(sampleCount) samples")
    self.repeatCount = repeatCount
    self.halfCount = halfCount
    self.sampleCount = sampleCount
  }

  /// The definition of the numbers, with its sources.
  package static let definition =
    "The standard error of the same model over samples: every number is measured again on random halves of the samples (of the "
    + "simulated draws, for FactorVAE and beta-VAE), without replacement, m of n; the standard deviation over the halves times "
    + "sqrt(m / (n - m)) (Politis, Romano, Wolf 1999). The interval of 95% is the value minus and plus t standard errors, t that of Student's "
    + "distribution for as many halves, within the range of the metric. Numbers that fall like 1/n for independent variables, "
    + "such as the MI floor, get errors about twice too large. Networks of other seeds are not part of it."

  /// The method in words, for the reader.
  package var remark: String {
    "95% interval over samples by \(repeatCount) half-samples of \(EvaluationSamples.count(halfCount))"
  }

  /// The standard error of a number, measured on every half; `nil` where it is missing for one.
  func standardError(_ halves: [Double?]) -> Double? {
    let known = halves.compactMap(\.self)
    guard known.count == halves.count, known.count > 1 else { return nil }
    let mean = known.reduce(0, +) / Double(known.count)
    let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let finite = Double(halfCount) / Double(sampleCount - halfCount)
    let error = (squares / Double(known.count - 1) * finite).squareRoot()
    // Halves that are equal but for the order of their sums have no error.
    return error < 1e-12 * abs(mean) ? 0 : error
  }

  /// Half of the width of the interval of a number with a standard error.
  package func margin(_ standardError: Double) -> Double {
    standardError
      * StudentDistribution(degreesOfFreedom: repeatCount - 1).bound(probability: Self.confidence)
  }

  /// The interval of a number with a standard error, within the number's range.
  package func interval(
    _ value: Double, _ standardError: Double, within range: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let margin = margin(standardError)
    return min(
      value, max(value - margin, range.lowerBound))...max(
        value, min(value + margin, range.upperBound))
  }
}
