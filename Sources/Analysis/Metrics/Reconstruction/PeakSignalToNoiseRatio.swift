import Platform

/// The peak signal-to-noise ratio: the squared range of the data over the mean squared error, in
/// decibels.
package enum PeakSignalToNoiseRatio {
  /// The fraction of the range that counts as no error: the last place of single precision.
  private static let precision = 0x1p-24

  /// The ratio for one mean squared error.
  ///
  /// - Parameters:
  ///   - meanSquaredError: In square units of the data, not negative.
  ///   - dataRange: The largest possible element minus the smallest, positive.
  /// - Returns: 10 log10(range^2 / error), at most 144.5, which is the precision of the
  ///   data; 0 for an infinite error.
  package static func decibels(meanSquaredError: Double, dataRange: Double) -> Double {
    precondition(
      meanSquaredError >= 0 && dataRange > 0 && dataRange.isFinite,
      "PeakSignalToNoiseRatio: error \(meanSquaredError), range \(dataRange)")
    guard meanSquaredError.isFinite else { return 0 }
    let error = max(meanSquaredError.squareRoot() / dataRange, precision)
    return -20 * log10(error)
  }
}
