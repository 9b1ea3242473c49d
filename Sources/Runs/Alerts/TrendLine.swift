/// The straight line through consecutive values, and how sure its rise is (least squares).
///
/// Values of a curve of training depend on their neighbours, so the standard error counts n (1 - r) / (1 + r) of them as
/// independent, r the correlation of a residual with the next one (Bayley and Hammersley 1946).
struct TrendLine {
  /// How far the line rises from the first value to the last; negative where it falls.
  let rise: Double
  /// The standard error of ``rise``.
  let standardError: Double

  /// The largest correlation that is believed in, so that a few values never count as fewer than a fortieth of them.
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
