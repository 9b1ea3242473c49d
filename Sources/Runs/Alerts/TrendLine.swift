/// The least-squares line through consecutive values, with the standard error of its rise.
///
/// Values of a training curve are autocorrelated, so the standard error uses the effective sample size n (1 - r) / (1
/// + r), with r the lag-1 correlation of the residuals (Bayley and Hammersley 1946).
struct TrendLine {
  /// How far the line rises from the first value to the last; negative where it falls.
  let rise: Double
  /// The standard error of ``rise``.
  let standardError: Double

  /// The upper limit of the correlation, so that the effective sample size is at least a fortieth of the number of
  /// values.
  private static let correlationLimit = 0.95

  /// Fits a line.
  ///
  /// - Parameter values: At least three values at equal distances.
  init(_ values: some RandomAccessCollection<Double>) {
    let values = Array(values)
    precondition(values.count > 2, "TrendLine: \(values.count) values")
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let mean = values.reduce(0) { $0 + $1 / count }
    let spread = count * (count * count - 1) / 12
    let slope =
      values.enumerated().reduce(0) { $0 + (Double($1.offset) - middle) * ($1.element - mean) }
      / spread
    let residuals = values.enumerated().map { $1 - mean - slope * (Double($0) - middle) }
    let square = residuals.reduce(0) { $0 + $1 * $1 }
    let product = zip(residuals, residuals.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let correlation = square > 0 ? min(max(product / square, 0), Self.correlationLimit) : 0
    let independent = max(2, count * (1 - correlation) / (1 + correlation))
    rise = slope * (count - 1)
    standardError =
      (count - 1) * (square / (count - 2) / spread).squareRoot()
      * (count / independent).squareRoot()
  }
}
